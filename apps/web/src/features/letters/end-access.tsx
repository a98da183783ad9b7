/**
 * Ending somebody's access: confirmed by name, with what it means.
 * @module
 */
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Mending } from '../../shell/mending.tsx';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Confirm } from '../../ui/dialog.tsx';

interface EndAccessProps {
  person: string;
  name: string;
  isOpen: boolean;
  onClose: () => void;
}

export function EndAccess({ person, name, isOpen, onClose }: EndAccessProps) {
  const t = useTexts('letters');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const end = async () => {
    const { isDone } = await run(() => client.endAccess(person));
    if (isDone) navigate('/briefe');
  };
  return (
    <Confirm
      isOpen={isOpen}
      title={t('endTitle', { name })}
      yes={t('endYes')}
      no={t('endNo')}
      isBusy={isRunning}
      onYes={() => void end()}
      onNo={onClose}
    >
      <p>{t('endText')}</p>
      <Mending />
      <FailureNotice failure={failure} />
    </Confirm>
  );
}
