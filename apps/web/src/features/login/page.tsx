/**
 * Where one comes in: who is known on this device, or name and password; and the ways for those who have no account so far.
 * @module
 */
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { LoginForm } from './login-form.tsx';
import { NewcomerWays } from './newcomer-ways.tsx';
import { People } from './people.tsx';

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
  const { login, here } = useSnapshot();
  if (login === null && here.accounts.length > 0) {
    return (
      <Page title={t('who')} isNarrow>
        <People accounts={here.accounts} />
        <LanguageSwitch />
      </Page>
    );
  }
  return (
    <Page title={t('title')} isNarrow>
      {login === null ? <LoginForm /> : <Homeless login={login} />}
      <NewcomerWays />
      <LanguageSwitch />
    </Page>
  );
}
