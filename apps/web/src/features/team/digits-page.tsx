/**
 * One's own twelve digits, to be held up to whoever admits one.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './team.module.css';

export default function DigitsPage() {
  const t = useTexts('team');
  const { digits } = useInstitution();
  return (
    <Page title={t('digitsTitle')} under={t('digitsIntro')} back={{ to: '/mehr', label: t('back') }} isNarrow>
      <Card>
        <output className={styles['digits']} aria-label={t('digitsTitle')} data-testid="digits">
          {digits.replaceAll(/.{4}(?=.)/gu, '$& ')}
        </output>
      </Card>
      <Hint>{t('digitsWarning')}</Hint>
    </Page>
  );
}
