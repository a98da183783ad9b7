/**
 * A tablet or somebody who helps leaves the day team: confirmed by name, with what it means.
 * @module
 */
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { IconButton } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';

interface EndMemberProps {
  day: string;
  member: string;
  name: string;
  /** What it means. */
  text: string;
}

export function EndMember({ day, member, name, text }: EndMemberProps) {
  const t = useTexts('day-team');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const end = async () => {
    const { isDone } = await run(() => client.removeFromDay(day, member));
    if (isDone) setOpen(false);
  };
  return (
    <>
      <IconButton icon={UserX} label={t('end', { name })} onPress={() => setOpen(true)} />
      <Confirm
        isOpen={isOpen}
        title={t('endTitle', { name })}
        yes={t('endYes')}
        no={t('endNo')}
        isBusy={isRunning}
        onYes={() => void end()}
        onNo={() => setOpen(false)}
      >
        <p>{text}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}
