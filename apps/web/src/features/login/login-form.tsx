/**
 * Name and password of whoever has an account, and the other ways into it.
 * @module
 */
import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { AccountFields, noAccount, type AccountMistakes } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { askPasskey, hasPasskeys } from '../../shell/passkey.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FormBody } from '../../ui/page.tsx';
import { SecondSecretField } from './second-secret.tsx';

export function LoginForm() {
  const t = useTexts('login');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [account, setAccount] = useState(noAccount);
  const [mistakes, setMistakes] = useState<AccountMistakes>({});
  const [second, setSecond] = useState('');
  const [asksSecond, setAsksSecond] = useState(false);
  const submit = () => {
    const found: AccountMistakes = {};
    if (account.login.trim() === '') found.login = t('missing');
    if (account.password === '') found.password = t('missing');
    setMistakes(found);
    if (Object.keys(found).length > 0) return;
    const secondSecret = asksSecond && second.trim() !== '' ? second : null;
    void run(() => client.login(account.login, account.password, secondSecret));
  };
  // Once asked for, the field stays: a slip of the pen is no reason to begin anew.
  if (failure === 'second-secret-needed' && !asksSecond) setAsksSecond(true);
  return (
    <Card>
      <FormBody label={t('title')} onSubmit={submit}>
        <AccountFields account={account} onChange={setAccount} mistakes={mistakes} isNew={false} />
        {asksSecond && <SecondSecretField value={second} onChange={setSecond} />}
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('submit')}
        </Button>
        {hasPasskeys() && (
          <Button icon={Fingerprint} onPress={() => void run(async () => client.loginByPasskey(await askPasskey()))}>
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
  );
}
