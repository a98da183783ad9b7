/**
 * On Heute, as long as there is something: for leadership what was reported.
 * @module
 */
import { TriangleAlert } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { List, Row } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './alarms.module.css';
import { useReported } from './use-reported.ts';

export default function AlarmsTile() {
  const t = useTexts('alarms');
  const { reported } = useReported();
  if (reported.length === 0) return null;
  return (
    <Section title={t('tile')}>
      <List label={t('tile')}>
        <Row
          to="/auffaelligkeiten"
          picture={<TriangleAlert className={styles['icon']} aria-hidden />}
          title={t('tileOne', { count: reported.length })}
          under={t('tileUnder')}
        />
      </List>
    </Section>
  );
}
