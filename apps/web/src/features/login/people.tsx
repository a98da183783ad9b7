/**
 * Who has an account on this device: a touch opens what is not locked, a password or passkey the rest.
 * @module
 */
import { UserPlus } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, type AccountHere } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';

export function People({ accounts }: { accounts: readonly AccountHere[] }) {
  const t = useTexts('login');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const states = { open: t('stateOpen'), locked: t('stateLocked'), ended: t('stateEnded') };
  return (
    <>
      <List label={t('people')}>
        {accounts.map(({ id, name, state }) => (
          <Row
            key={id}
            picture={<Face name={name} id={id} />}
            title={name}
            under={states[state]}
            {...(state === 'open'
              ? {
                  end: (
                    <Button isBusy={isRunning} onPress={() => void run(() => client.openHere(id))}>
                      {t('open', { name })}
                    </Button>
                  ),
                }
              : { to: `/anmelden/${id}` })}
          />
        ))}
      </List>
      <FailureNotice failure={failure} />
      <div>
        <ButtonLink to="/anmelden/andere" icon={UserPlus}>
          {t('somebodyElse')}
        </ButtonLink>
      </div>
    </>
  );
}
