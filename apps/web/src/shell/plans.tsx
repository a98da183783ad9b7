/**
 * Acts over many spaces: how far they are, and what became of one that was refused.
 * @module
 */
import { Button } from '../ui/button.tsx';
import { Strip } from '../ui/notice.tsx';
import { useFailureText } from './failure.tsx';
import { useTexts } from './i18n.ts';
import { useClient, useSnapshot } from './use-client.ts';
import { useCommand } from './use-command.ts';

export function Plans() {
  const t = useTexts('shell');
  const failureText = useFailureText();
  const client = useClient();
  const { run } = useCommand();
  return useSnapshot().plans.map(({ id, done, total, failure }) => {
    if (failure !== null) {
      return (
        <Strip key={id} tone="calm">
          {t('planFailed', { done, total, why: failureText(failure) })}
          <Button onPress={() => void run(() => client.forgetPlan(id))}>{t('planRead')}</Button>
        </Strip>
      );
    }
    return done < total ? (
      <Strip key={id} tone="calm">
        {t('planRunning', { done, total })}
      </Strip>
    ) : null;
  });
}
