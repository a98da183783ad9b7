/**
 * Puts a letter away that was only looked at: back to where one was.
 * @module
 */
import { useLocation } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useBeside, useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';

/** Nothing where nobody was in before. */
export function PutAway() {
  const t = useTexts('claim');
  const client = useClient();
  const [before] = useBeside();
  const [, go] = useLocation();
  const { run, isRunning } = useCommand();
  if (before === undefined) return null;
  const putAway = async () => {
    const { isDone } = await run(() => client.bringForward(before.id));
    if (isDone) go('/');
  };
  return (
    <Button isBusy={isRunning} onPress={() => void putAway()}>
      {t('notNow')}
    </Button>
  );
}
