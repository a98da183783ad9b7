/**
 * The way in for those who have an account, and to the other ways in.
 * @module
 */
import { Building2, FileKey, Fingerprint, MailOpen, TabletSmartphone } from 'lucide-react';
import { useState } from 'react';
import { AccountFields, noAccount, type AccountMistakes } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { askPasskey, hasPasskeys } from '../../shell/passkey.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';

function LoginForm() {
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
        {asksSecond && (
          <Field
            label={t('secondSecret')}
            hint={t('secondSecretHint')}
            value={second}
            onChange={setSecond}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={60}
            isCode
          />
        )}
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

/** An account that was made and then went no further. */
function Homeless({ login }: { login: string }) {
  const t = useTexts('login');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  return (
    <>
      <Hint>{t('homeless', { login })}</Hint>
      <FailureNotice failure={failure} />
      <Button kind="quiet" isBusy={isRunning} onPress={() => void run(() => client.logout())}>
        {t('logout')}
      </Button>
    </>
  );
}

export default function LoginPage() {
  const t = useTexts('login');
  const { login } = useSnapshot();
  return (
    <Page title={t('title')} isNarrow>
      {login === null ? <LoginForm /> : <Homeless login={login} />}
      <Section title={t('otherWays')}>
        <ButtonRow>
          <ButtonLink to="/brief" icon={MailOpen}>
            {t('letter')}
          </ButtonLink>
          <ButtonLink to="/gruenden" icon={Building2}>
            {t('found')}
          </ButtonLink>
          <ButtonLink to="/mit-tresorblatt" icon={FileKey}>
            {t('kit')}
          </ButtonLink>
          <ButtonLink to="/gruppen-tablet" icon={TabletSmartphone}>
            {t('tablet')}
          </ButtonLink>
        </ButtonRow>
      </Section>
      <LanguageSwitch />
    </Page>
  );
}
