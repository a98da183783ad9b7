/**
 * Appointments as rows of a list.
 * @module
 */
import type { Appointment } from '@obhut/domain/appointments.ts';
import { CalendarDays, CalendarX, DoorClosed } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import styles from './appointments.module.css';
import { useWhen } from './use-appointments.ts';

export function StatusChip({ of: { isWaiting, status, isClosed } }: { of: Appointment }) {
  const t = useTexts('appointments');
  if (isWaiting) return <Chip tone="plain">{t('sending')}</Chip>;
  if (status === 'cancelled') return <Chip tone="late">{t('cancelled')}</Chip>;
  if (status === 'changed') return <Chip tone="sun">{t('changed')}</Chip>;
  return isClosed ? <Chip tone="plain">{t('closed')}</Chip> : null;
}

export function AppointmentRow({ of }: { of: Appointment }) {
  const whenOf = useWhen();
  const Icon = of.status === 'cancelled' ? CalendarX : of.isClosed ? DoorClosed : CalendarDays;
  return (
    <Row
      to={`/kalender/${of.appointment}`}
      picture={<Icon className={styles['icon']} aria-hidden />}
      title={of.title}
      under={whenOf(of)}
      end={<StatusChip of={of} />}
      isStrong={of.status !== 'cancelled'}
    />
  );
}

/** Unique among those of one institution. */
export function keyOf({ appointment, spaces }: Appointment): string {
  return `${appointment} ${spaces.join(' ')}`;
}

export function AppointmentRows({ label, shown }: { label: string; shown: readonly Appointment[] }) {
  return (
    <List label={label}>
      {shown.map((of) => (
        <AppointmentRow key={keyOf(of)} of={of} />
      ))}
    </List>
  );
}
