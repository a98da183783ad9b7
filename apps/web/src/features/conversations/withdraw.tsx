/**
 * Taking back a message of one's own.
 * @module
 */
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { IconButton } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { usePreview } from './previews.ts';
import type { ShownMessage } from './use-talks.ts';

export function Withdraw({ message }: { message: ShownMessage }) {
  const t = useTexts('conversations');
  const client = useClient();
  const [isOpen, setOpen] = useState(false);
  const { run, isRunning, failure } = useCommand();
  const preview = usePreview()(message);
  return (
    <>
      <IconButton icon={Undo2} label={t('withdraw', { preview })} onPress={() => setOpen(true)} />
      <Confirm
        isOpen={isOpen}
        title={t('withdrawTitle')}
        yes={t('withdrawYes')}
        no={t('withdrawNo')}
        isBusy={isRunning}
        onYes={() => void run(() => client.deleteEvent(message.space, message.id))}
        onNo={() => setOpen(false)}
      >
        <p>{t('withdrawText', { preview })}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}
