/**
 * With a letter in hand: type its code, read at once, choose an account.
 * @module
 */
import { MailOpen } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { readerOf, useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { OpenForm } from './open-form.tsx';
import { Welcome } from './welcome.tsx';

/** The letter stays in hand while its reader makes room for it. */
function AlreadyIn({ login }: { login: string }) {
  const t = useTexts('claim');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  return (
    <Page title={t('alreadyTitle')} isNarrow>
      <p>{t('already', { login })}</p>
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button kind="primary" icon={MailOpen} isBusy={isRunning} onPress={() => void run(() => client.leave())}>
          {t('openAnyway')}
        </Button>
        <ButtonLink to="/">{t('home')}</ButtonLink>
      </ButtonRow>
    </Page>
  );
}

export default function ClaimPage() {
  const snapshot = useSnapshot();
  const reader = readerOf(snapshot);
  if (reader === 'letter') return <Welcome />;
  if (reader === 'visitor') return <OpenForm />;
  return <AlreadyIn login={snapshot.login ?? ''} />;
}
