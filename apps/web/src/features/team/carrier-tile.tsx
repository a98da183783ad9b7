/**
 * On Heute, for whom the carrier has put into leadership to read along: what they see, what they do not, and what they are there for.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './team.module.css';

export default function CarrierTile() {
  const t = useTexts('team');
  return (
    <Section title={t('carrierTitle')}>
      <Card>
        <ul className={styles['points']}>
          <li>{t('carrierSees')}</li>
          <li>{t('carrierNot')}</li>
          <li>{t('carrierKit')}</li>
        </ul>
      </Card>
    </Section>
  );
}
