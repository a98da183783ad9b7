/**
 * On leadership's Heute, as long as something of the change of the year is to be done.
 * @module
 */
import { dayOfDate } from '@obhut/domain/kernel/local-time.ts';
import { useTexts } from '../../shell/i18n.ts';
import { leads } from '../../shell/leads.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { useYearName } from '../../shell/use-years.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { dateText } from '../../ui/wall-text.ts';
import { useChange, useMovers } from './use-change.ts';
import type { Year } from '@obhut/domain/years.ts';

/** So many days before its first day somebody is reminded to prepare it, and to place whoever has no place. */
const [prepareDays, placeDays] = [120, 42];

function Reminder({ title, text, to, what }: { title: string; text: string; to: string; what: string }) {
  return (
    <Section title={title}>
      <Card>
        <p>{text}</p>
        <ButtonRow>
          <ButtonLink to={to}>{what}</ButtonLink>
        </ButtonRow>
      </Card>
    </Section>
  );
}

function Unplaced({ now, next }: { now: Year; next: Year }) {
  const t = useTexts('years');
  const nameOf = useYearName();
  const today = useDateToday();
  const open = useMovers(now, next).filter(({ before }) => before === '').length;
  if (open === 0) return null;
  const date = dateText(next.from, today);
  return (
    <Reminder
      title={nameOf(next.from)}
      text={`${t('begins', { date })} ${t('undecided', { count: open })}`}
      to="/kita-jahr/einteilen"
      what={t('assign')}
    />
  );
}

export default function YearTile() {
  const t = useTexts('years');
  const nameOf = useYearName();
  const today = useDateToday();
  const isTheirs = leads(useSnapshot());
  const { now, next, open, begins } = useChange();
  if (!isTheirs || now === undefined) return null;
  const daysTo = (date: string) => dayOfDate(date) - dayOfDate(today);
  if (open.length > 0) {
    const begun = t('begun', { year: nameOf(now.from) });
    return <Reminder title={t('closeTitle')} text={begun} to="/kita-jahr/abschliessen" what={t('close')} />;
  }
  if (next !== undefined) return daysTo(next.from) > placeDays ? null : <Unplaced now={now} next={next} />;
  if (begins === null || daysTo(begins) > prepareDays) return null;
  return (
    <Reminder
      title={t('nextTitle')}
      text={t('unprepared', { date: dateText(begins, today) })}
      to="/kita-jahr/vorbereiten"
      what={t('open')}
    />
  );
}
