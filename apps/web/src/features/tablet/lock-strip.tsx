/**
 * On a group's tablet, on every page: as whom one works, and the way out.
 * @module
 */
import { Lock } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';

export default function LockStrip() {
  const t = useTexts('tablet');
  const client = useClient();
  const { tablet } = useSnapshot();
  const { run, isRunning } = useCommand();
  const person = tablet?.persons.find(({ id }) => id === tablet.person);
  if (person === undefined) return null;
  return (
    <Strip tone="calm">
      {t('workingAs', { name: person.label })}
      <Button icon={Lock} isBusy={isRunning} onPress={() => void run(() => client.lock())}>
        {t('lock')}
      </Button>
    </Strip>
  );
}
