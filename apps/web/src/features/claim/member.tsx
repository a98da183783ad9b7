/**
 * The letter in hand is of an institution in which its reader is already: it is somebody else's, or for a new beginning.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { UserPlus } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useModel } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { PutAway } from './put-away.tsx';

export function Member({ login }: { login: string }) {
  const t = useTexts('claim');
  const client = useClient();
  const name = useModel(institution, nameAndKind)?.name ?? t('memberNobody');
  const { run, isRunning, failure } = useCommand();
  return (
    <Page title={t('memberTitle')} isNarrow>
      <p>{t('member', { login, name })}</p>
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={UserPlus} isBusy={isRunning} onPress={() => void run(() => client.leave())}>
          {t('openOwn')}
        </Button>
        <PutAway />
      </ButtonRow>
    </Page>
  );
}
