/**
 * One appointment: when, where, for whom; for staff, to change and to cancel.
 * @module
 */
import { appointmentExpiry, type Appointment } from '@obhut/domain/appointments.ts';
import { CalendarX, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './appointments.module.css';
import { Gone } from './gone.tsx';
import { StatusChip } from './rows.tsx';
import { useAppointments, useForWhom, useWhen } from './use-appointments.ts';

function Cancel({ of }: { of: Appointment }) {
  const t = useTexts('appointments');
  const client = useClient();
  const { today } = useSnapshot();
  const { run, isRunning, failure } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const cancel = async () => {
    const { appointment, title, from, until, start, end, place, note, isClosed } = of;
    const body = { appointment, title, from, until, start, end, place, note, isClosed };
    const draft = { type: 'appointment/cancelled@1', body, notify: 'normal' } as const;
    const expiry = appointmentExpiry(body, today, of);
    const { isDone } = await run(() => Promise.all(of.spaces.map((space) => client.send({ space, ...draft, expiry }))));
    if (isDone) setOpen(false);
  };
  return (
    <>
      <Button kind="quiet" icon={CalendarX} onPress={() => setOpen(true)}>
        {t('cancel')}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={t('cancelTitle', { title: of.title })}
        yes={t('cancel')}
        no={t('keep')}
        isBusy={isRunning}
        onYes={() => void cancel()}
        onNo={() => setOpen(false)}
      >
        <p>{t('cancelText')}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}

export default function AppointmentPage() {
  const t = useTexts('appointments');
  const { id = '' } = useParams();
  const { standing } = useInstitution();
  const found = useAppointments().find(({ appointment }) => appointment === id);
  const whenOf = useWhen();
  const forWhom = useForWhom();
  if (found === undefined) return <Gone />;
  const facts = [
    { label: t('when'), text: whenOf(found) },
    { label: t('place'), text: found.place },
    { label: t('forWhom'), text: forWhom(found) },
    { label: t('note'), text: found.note },
  ].filter(({ text }) => text !== '');
  return (
    <Page title={found.title} back={{ to: '/kalender', label: t('title') }} under={<StatusChip of={found} />} isNarrow>
      <Card>
        <dl className={styles['facts']}>
          {facts.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {standing === 'staff' && (
        <ButtonRow>
          <ButtonLink to={`/kalender/${id}/aendern`} icon={Pencil}>
            {t('change')}
          </ButtonLink>
          {found.status !== 'cancelled' && <Cancel of={found} />}
        </ButtonRow>
      )}
    </Page>
  );
}
