/**
 * On Heute: the next three.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { AppointmentRows } from './rows.tsx';
import { useToCome } from './use-appointments.ts';

const most = 3;

export default function AppointmentsTile() {
  const t = useTexts('appointments');
  const next = useToCome().slice(0, most);
  if (next.length === 0) return null;
  return (
    <Section title={t('next')}>
      <AppointmentRows label={t('next')} shown={next} />
    </Section>
  );
}
