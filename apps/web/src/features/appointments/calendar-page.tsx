/**
 * The calendar: what comes, as a list by month, or a month with what is on the chosen day.
 * @module
 */
import { isOnDay } from '@obhut/domain/appointments.ts';
import { dateOfDay, dayOfDate } from '@obhut/domain/kernel/local-time.ts';
import { CalendarDays, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { dateText, monthText } from '../../ui/wall-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { Month } from '../../ui/month.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { AppointmentRows } from './rows.tsx';
import styles from './appointments.module.css';
import { useAppointments, useToCome } from './use-appointments.ts';

function ToCome() {
  const t = useTexts('appointments');
  const { standing } = useInstitution();
  const today = useDateToday();
  const byMonth = Map.groupBy(useToCome(), ({ from }) => (from < today ? today : from).slice(0, 7));
  if (byMonth.size === 0) {
    return <Empty icon={CalendarDays}>{standing === 'staff' ? t('emptyStaff') : t('empty')}</Empty>;
  }
  return [...byMonth].map(([month, shown]) => {
    const name = monthText(`${month}-01`);
    return (
      <Section key={month} title={name}>
        <AppointmentRows label={name} shown={shown} />
      </Section>
    );
  });
}

function InMonth() {
  const t = useTexts('appointments');
  const today = useDateToday();
  const all = useAppointments();
  const [chosen, setChosen] = useState(today);
  const shown = all.filter((of) => isOnDay(of, chosen));
  const isMarked = (day: number) => all.some((of) => isOnDay(of, dateOfDay(day)));
  return (
    <>
      <Card>
        <Month
          label={t('month')}
          value={dayOfDate(chosen)}
          onChange={(day) => setChosen(dateOfDay(day))}
          isMarked={isMarked}
        />
      </Card>
      <Section title={dateText(chosen, today)}>
        {shown.length > 0 && <AppointmentRows label={dateText(chosen, today)} shown={shown} />}
        <output className={styles['quiet']}>{t('count', { count: shown.length })}</output>
      </Section>
    </>
  );
}

export default function CalendarPage() {
  const t = useTexts('appointments');
  const { standing } = useInstitution();
  const add = standing === 'staff' && (
    <ButtonLink kind="primary" to="/kalender/neu" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  const views = [
    { id: 'list', label: t('list'), content: <ToCome /> },
    { id: 'month', label: t('month'), content: <InMonth /> },
  ];
  return (
    <Page title={t('title')} actions={add}>
      <Tabs label={t('views')} views={views} />
    </Page>
  );
}
