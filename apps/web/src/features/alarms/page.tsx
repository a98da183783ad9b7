/**
 * What was reported, by whom and when; what to do; and what this device can show of it.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import { useStopText } from '../../shell/stops.ts';
import { useTexts } from '../../shell/i18n.ts';
import { SaveEvidence } from '../../shell/save-evidence.tsx';
import { useBySpace, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Card, List, Row } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Page, Section } from '../../ui/page.tsx';
import styles from './alarms.module.css';
import { useReported } from './use-reported.ts';

function useShortReason(): (why: string) => string {
  const t = useTexts('alarms');
  return (why) => {
    switch (why) {
      case 'rollback':
        return t('short_rollback');
      case 'withheld':
        return t('short_withheld');
      case 'false-tombstone':
        return t('short_missing');
      case 'day-ahead':
        return t('short_day');
      case 'unknown-type':
        return t('short_update');
      default:
        return t('short_other');
    }
  };
}

function Reported() {
  const t = useTexts('alarms');
  const shortReason = useShortReason();
  const { reported } = useReported();
  const { spaces } = useInstitution();
  const known = directory(useBySpace(people), spaces);
  return (
    <Section title={t('reported')}>
      {reported.length === 0 ? (
        <p>{t('reportedNone')}</p>
      ) : (
        <List label={t('reported')}>
          {reported.map(({ id, author, day, why }) => {
            const name = known.get(author)?.name ?? t('nobody');
            const under = t('reportedRow', { day: dayText(day), why: shortReason(why) });
            return <Row key={id} picture={<Face name={name} id={author} />} title={name} under={under} />;
          })}
        </List>
      )}
    </Section>
  );
}

function Kept() {
  const t = useTexts('alarms');
  const stopText = useStopText();
  const { evidence } = useSnapshot();
  return (
    <Section title={t('kept')}>
      {evidence.length === 0 && <p>{t('keptNone')}</p>}
      {evidence.map((kept) => (
        <Card key={kept.id}>
          <div className={styles['kept']}>
            <p className={styles['day']}>{dayText(kept.day)}</p>
            <p>{stopText(kept.why)}</p>
            <SaveEvidence evidence={[kept]} />
          </div>
        </Card>
      ))}
    </Section>
  );
}

export default function AlarmsPage() {
  const t = useTexts('alarms');
  const { isLeader } = useReported();
  return (
    <Page title={t('title')}>
      <p>{t('intro')}</p>
      {isLeader && <Reported />}
      {isLeader && (
        <Section title={t('toDo')}>
          <Card>
            <ol className={styles['steps']}>
              <li>{t('toDoCompare')}</li>
              <li>{t('toDoOperator')}</li>
              <li>{t('toDoBreach')}</li>
            </ol>
          </Card>
        </Section>
      )}
      <Kept />
    </Page>
  );
}
