/**
 * Changing an appointment: everyone for whom it is sees that it was changed.
 * @module
 */
import { appointmentExpiry, type AppointmentSaid } from '@obhut/domain/appointments.ts';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Page } from '../../ui/page.tsx';
import { AppointmentForm } from './form.tsx';
import { Gone } from './gone.tsx';
import { typedAs } from './typed.ts';
import { useAppointments } from './use-appointments.ts';

export default function ChangeAppointmentPage() {
  const t = useTexts('appointments');
  const { id = '' } = useParams();
  const client = useClient();
  const [, navigate] = useLocation();
  const { today } = useSnapshot();
  const command = useCommand();
  const found = useAppointments().find(({ appointment }) => appointment === id);
  if (found === undefined) return <Gone />;
  const save = async (said: AppointmentSaid | null) => {
    if (said === null) return;
    const draft = { type: 'appointment/changed@1', body: said, notify: 'normal' } as const;
    const expiry = appointmentExpiry(said, today, found);
    const { isDone } = await command.run(() =>
      Promise.all(found.spaces.map((space) => client.send({ space, ...draft, expiry }))),
    );
    if (isDone) navigate(`/kalender/${id}`, { replace: true });
  };
  return (
    <Page title={t('change')} back={{ to: `/kalender/${id}`, label: found.title }} isNarrow>
      <AppointmentForm
        label={t('change')}
        start={typedAs(found)}
        id={id}
        command={command}
        onSave={(said) => void save(said)}
      />
    </Page>
  );
}
