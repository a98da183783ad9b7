/**
 * How to install the app: a button where the browser helps, the steps where it is an iPhone.
 * @module
 */
import { Download } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Section } from '../ui/page.tsx';
import { useTexts } from './i18n.ts';
import { isInstalled, isUninstalledPhone, useInstall } from './install.ts';
import styles from './install-hint.module.css';

export function InstallOffer() {
  const t = useTexts('shell');
  const install = useInstall();
  if (install === null) return null;
  return (
    <Section title={t('install')}>
      <Card>
        <p>{t('installText')}</p>
        <div>
          <Button icon={Download} onPress={install}>
            {t('installYes')}
          </Button>
        </div>
      </Card>
    </Section>
  );
}

/** Before somebody joins in Safari and then has to do it again in the app. */
export function InstallFirst() {
  const t = useTexts('shell');
  if (!isUninstalledPhone(navigator.userAgent, isInstalled())) return null;
  return (
    <Section title={t('installPhone')}>
      <Card>
        <p>{t('installPhoneWhy')}</p>
        <ol className={styles['steps']}>
          <li>{t('installPhone1')}</li>
          <li>{t('installPhone2')}</li>
          <li>{t('installPhone3')}</li>
        </ol>
        <p className={styles['later']}>{t('installPhoneLater')}</p>
      </Card>
    </Section>
  );
}
