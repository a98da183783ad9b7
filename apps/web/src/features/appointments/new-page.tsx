/**
 * A new appointment, for everyone or for groups.
 * @module
 */
import { appointmentExpiry, type AppointmentSaid } from '@obhut/domain/appointments.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { SomeOf } from '../../ui/choice.tsx';
import { Page } from '../../ui/page.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { AppointmentForm } from './form.tsx';
import { typedAnew } from './typed.ts';
import { useAudiences } from './use-appointments.ts';

export default function NewAppointmentPage() {
  const t = useTexts('appointments');
  const client = useClient();
  const [, navigate] = useLocation();
  const { today } = useSnapshot();
  const command = useCommand();
  const audiences = useAudiences();
  const [id] = useState(newId);
  const [spaces, setSpaces] = useState<string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const [start] = useState(typedAnew(useDateToday()));
  const save = async (said: AppointmentSaid | null) => {
    setMissing(spaces.length === 0);
    if (said === null || spaces.length === 0) return;
    const draft = { type: 'appointment/announced@1', body: said, notify: 'normal' } as const;
    const expiry = appointmentExpiry(said, today, null);
    const { isDone } = await command.run(() =>
      Promise.all(spaces.map((space) => client.send({ space, ...draft, expiry }))),
    );
    if (isDone) navigate(`/kalender/${id}`, { replace: true });
  };
  return (
    <Page title={t('new')} back={{ to: '/kalender', label: t('title') }} isNarrow>
      <AppointmentForm label={t('new')} start={start} id={id} command={command} onSave={(said) => void save(said)}>
        <SomeOf
          label={t('forWhom')}
          values={spaces}
          onChange={setSpaces}
          options={audiences}
          error={isMissing ? t('forWhomMissing') : null}
        />
      </AppointmentForm>
    </Page>
  );
}
