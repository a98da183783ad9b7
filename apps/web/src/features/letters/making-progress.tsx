/**
 * How many letters are made so far.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

export function MakingProgress() {
  const t = useTexts('letters');
  const plan = useSnapshot().plans.find(({ done, total }) => done < total);
  if (plan === undefined) return <Skeleton label={t('creating')} rows={2} />;
  const { done, total } = plan;
  return <Progress label={t('creating')} text={t('madeOf', { done, total })} done={done} total={total} />;
}
