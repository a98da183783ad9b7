/**
 * Locking, making room for somebody else, and logging out.
 * @module
 */
import { Lock, LogOut, Users } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Logout } from './logout.tsx';

export function Departure() {
  const t = useTexts('more');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={Lock} kind="primary" isBusy={isRunning} onPress={() => void run(() => client.lock())}>
          {t('lock')}
        </Button>
        <Button icon={Users} isBusy={isRunning} onPress={() => void run(() => client.leave())}>
          {t('leave')}
        </Button>
        <Button icon={LogOut} onPress={() => setLeaving(true)}>
          {t('logout')}
        </Button>
      </ButtonRow>
      <Hint>{t('lockHint')}</Hint>
      <Logout isOpen={isLeaving} onClose={() => setLeaving(false)} />
    </>
  );
}
