/**
 * The honest page: what is protected, and what is not.
 * @module
 */
import { CircleAlert, ShieldCheck, type LucideIcon } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { readerOf, useSnapshot } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { Page, Section } from '../../ui/page.tsx';
import styles from './more.module.css';

function Points({ icon: Icon, tone, texts }: { icon: LucideIcon; tone: 'yes' | 'no'; texts: readonly string[] }) {
  return (
    <Card>
      <ul className={styles['points']}>
        {texts.map((text) => (
          <li key={text} className={styles['point']}>
            <Icon className={styles[tone]} aria-hidden />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export default function ProtectionPage() {
  const t = useTexts('more');
  const reader = readerOf(useSnapshot());
  const back = reader === 'guardian' || reader === 'staff' ? '/mehr' : '/';
  return (
    <Page title={t('protectionTitle')} under={t('protectionIntro')} back={{ to: back, label: t('back') }}>
      <Section title={t('yesTitle')}>
        <Points icon={ShieldCheck} tone="yes" texts={[t('yes1'), t('yes2'), t('yes3'), t('yes4'), t('yes5')]} />
      </Section>
      <Section title={t('noTitle')}>
        <Points
          icon={CircleAlert}
          tone="no"
          texts={[t('no1'), t('no2'), t('no3'), t('no4'), t('no5'), t('no6'), t('no7')]}
        />
      </Section>
    </Page>
  );
}
