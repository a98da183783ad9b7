/**
 * Appointments as these screens show them: with what waits to be sent, and for whom they are.
 * @module
 */
import { allAppointments, appointments, type Appointment } from '@obhut/domain/appointments.ts';
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useEveryone, useYearGroups } from '../../shell/use-years.ts';
import { listText } from '../../ui/dates.ts';
import { dateText, timeText } from '../../ui/wall-text.ts';
import { useDateToday } from '../../ui/use-wall.ts';

export function useAppointments(): readonly Appointment[] {
  return allAppointments(useBySpace(appointments), useSnapshot().outbox);
}

/** Those that are on today or come later. */
export function useToCome(): readonly Appointment[] {
  const today = useDateToday();
  return useAppointments().filter(({ until }) => until >= today);
}

/** Spaces for which an appointment can be, by name: everyone first. */
export function useAudiences(): readonly { value: string; label: string }[] {
  const t = useTexts('appointments');
  const named = useYearGroups();
  return [...useEveryone(t('all')), ...named].map(({ id, label }) => ({ value: id, label }));
}

/** "Alle", "Bären und Igel"; also of a year that is over. */
export function useForWhom(): (appointment: Appointment) => string {
  const t = useTexts('appointments');
  const { spaces: all } = useInstitution();
  const audiences = useAudiences();
  const named = useModel(groups, allGroups);
  const nameOf = (id: string) =>
    audiences.find(({ value }) => value === id)?.label ??
    named.find((group) => group.id === id)?.name ??
    (all.some((space) => space.id === id && space.kind === 'everyone') ? t('all') : null);
  return ({ spaces }) => listText(spaces.flatMap((id) => nameOf(id) ?? []));
}

/** "Freitag, 4. Dezember, 17:00 bis 18:30". */
export function useWhen(): (appointment: Appointment) => string {
  const t = useTexts('appointments');
  const today = useDateToday();
  return ({ from, until, start, end }) => {
    const [first, last] = [dateText(from, today), dateText(until, today)];
    const begins = start === null ? first : t('at', { day: first, time: timeText(start) });
    if (from === until) return end === null ? begins : t('fromTo', { from: begins, to: timeText(end) });
    return t('fromTo', { from: begins, to: end === null ? last : t('at', { day: last, time: timeText(end) }) });
  };
}
