/**
 * Unlocking an account that is on this device: its owner's password, their passkey, or another way in.
 * @module
 */
import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { Redirect, useParams } from 'wouter';
import { PasswordField } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { askPasskey, hasPasskeys } from '../../shell/passkey.ts';
import { useClient, useSnapshot, type AccountHere } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { SecondSecretField } from './second-secret.tsx';

function UnlockForm({ account: { id, state } }: { account: AccountHere }) {
  const t = useTexts('login');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [password, setPassword] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const [second, setSecond] = useState('');
  const [asksSecond, setAsksSecond] = useState(false);
  const submit = () => {
    setMistake(password === '' ? t('missing') : null);
    const secondSecret = asksSecond && second.trim() !== '' ? second : null;
    if (password !== '') void run(() => client.unlock(id, password, secondSecret));
  };
  if (failure === 'second-secret-needed' && !asksSecond) setAsksSecond(true);
  return (
    <>
      {state === 'ended' && <Hint>{t('ended')}</Hint>}
      <Card>
        <FormBody label={t('unlock')} onSubmit={submit}>
          <PasswordField
            label={t('password')}
            value={password}
            onChange={setPassword}
            mistake={mistake}
            isNew={false}
          />
          {asksSecond && <SecondSecretField value={second} onChange={setSecond} />}
          <FailureNotice failure={failure} />
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {t('unlock')}
          </Button>
          {hasPasskeys() && (
            <Button
              icon={Fingerprint}
              onPress={() => void run(async () => client.unlockByPasskey(id, await askPasskey()))}
            >
              {t('passkey')}
            </Button>
          )}
          <ButtonLink kind="quiet" to="/neues-geraet">
            {t('otherDevice')}
          </ButtonLink>
          <ButtonLink kind="quiet" to="/passwort-vergessen">
            {t('forgotten')}
          </ButtonLink>
        </FormBody>
      </Card>
    </>
  );
}

export default function UnlockPage() {
  const t = useTexts('login');
  const { account: id } = useParams<{ account: string }>();
  const account = useSnapshot().here.accounts.find((one) => one.id === id);
  if (account === undefined || account.state === 'open') return <Redirect to="/anmelden" replace />;
  return (
    <Page title={account.name} under={t('unlockIntro')} back={{ to: '/anmelden', label: t('back') }} isNarrow>
      <UnlockForm account={account} />
    </Page>
  );
}
