/**
 * What an absence is called, in a word and in a sentence.
 * @module
 */
import { absenceReasons, type Absence, type AbsenceReason } from '@obhut/domain/absences.ts';
import { addDays } from '@obhut/domain/kernel/local-time.ts';
import { CalendarClock, Clock, HandHelping, Palmtree, Thermometer, type LucideIcon } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { dateText, timeText, weekdayText } from '../../ui/wall-text.ts';
import { useDateToday } from '../../ui/use-wall.ts';

export const reasonIcons: Readonly<Record<AbsenceReason, LucideIcon>> = {
  ill: Thermometer,
  holiday: Palmtree,
  late: Clock,
  appointment: CalendarClock,
  collected: HandHelping,
};

export const reasonTones = {
  ill: 'late',
  holiday: 'plain',
  late: 'sun',
  appointment: 'plain',
  collected: 'pine',
} as const satisfies Readonly<Record<AbsenceReason, string>>;

/** What is chosen, in the order in which it is asked most. */
export function useReasons(): readonly { value: AbsenceReason; label: string }[] {
  const t = useTexts('absences');
  const labels: Readonly<Record<AbsenceReason, string>> = {
    ill: t('reasonIll'),
    holiday: t('reasonHoliday'),
    late: t('reasonLate'),
    appointment: t('reasonAppointment'),
    collected: t('reasonCollected'),
  };
  return absenceReasons.map((value) => ({ value, label: labels[value] }));
}

function useDayName(): (date: string) => string {
  const t = useTexts('absences');
  const today = useDateToday();
  return (date) => {
    if (date === today) return t('today');
    if (date === addDays(today, 1)) return t('tomorrow');
    return date > today && date < addDays(today, 7) ? weekdayText(date) : dateText(date, today);
  };
}

function useWhat(): (absence: Absence) => string {
  const t = useTexts('absences');
  return ({ reason, at, collector }) => {
    const time = at === null ? '' : timeText(at);
    switch (reason) {
      case 'ill':
        return t('ill');
      case 'holiday':
        return t('holiday');
      case 'appointment':
        return t('appointment');
      case 'late':
        return at === null ? t('late') : t('lateAt', { time });
      case 'collected': {
        const who = collector === '' ? t('somebodyElse') : collector;
        return at === null ? t('collected', { who }) : t('collectedAt', { who, time });
      }
    }
  };
}

/** "krank bis Mittwoch", "kommt später, um 9:30, heute". Where it is today alone, the day is left out if `isToday`. */
export function useSentence(): (absence: Absence) => string {
  const t = useTexts('absences');
  const dayName = useDayName();
  const whatOf = useWhat();
  const today = useDateToday();
  return (absence) => {
    const { from, until, isWithdrawn } = absence;
    const what = whatOf(absence);
    if (isWithdrawn) return t('withdrawn', { what });
    if (until === from) return t('onDay', { what, day: dayName(from) });
    if (until === null)
      return from <= today ? t('untilFurtherNotice', { what }) : t('fromOn', { what, day: dayName(from) });
    if (from <= today) return t('untilDay', { what, day: dayName(until) });
    return t('fromUntil', { what, from: dayName(from), until: dayName(until) });
  };
}
