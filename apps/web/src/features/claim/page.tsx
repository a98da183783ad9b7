/**
 * With a letter in hand: type its code, read at once, choose an account, or take it into one's own.
 * @module
 */
import { UserPlus, UserRound } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { readerOf, useBeside, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Member } from './member.tsx';
import { OpenForm } from './open-form.tsx';
import { Welcome } from './welcome.tsx';

/** The letter stays unopened until its reader has said for whom it is. */
function AlreadyIn({ login, onMine }: { login: string; onMine: () => void }) {
  const t = useTexts('claim');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  return (
    <Page title={t('alreadyTitle')} isNarrow>
      <p>{t('already', { login })}</p>
      <Card>
        <p>{t('mineText', { login })}</p>
        <Button kind="primary" icon={UserRound} onPress={onMine}>
          {t('mine')}
        </Button>
      </Card>
      <Card>
        <p>{t('otherText', { login })}</p>
        <Button icon={UserPlus} isBusy={isRunning} onPress={() => void run(() => client.leave())}>
          {t('openAnyway')}
        </Button>
      </Card>
      <FailureNotice failure={failure} />
      <ButtonRow>
        <ButtonLink to="/">{t('home')}</ButtonLink>
      </ButtonRow>
    </Page>
  );
}

export default function ClaimPage() {
  const snapshot = useSnapshot();
  const { id } = useInstitution();
  const isMember = useBeside().some((one) => one.id === id);
  const [isMine, setMine] = useState(false);
  const reader = readerOf(snapshot);
  if (reader === 'letter') return isMember ? <Member login={snapshot.login ?? ''} /> : <Welcome />;
  if (reader === 'visitor' || isMine) return <OpenForm />;
  return <AlreadyIn login={snapshot.login ?? ''} onMine={() => setMine(true)} />;
}
