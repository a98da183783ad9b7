/**
 * An import that is being carried out, in numbers. It goes on when the page or the app is closed.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { Hint } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';

/** While another act over many spaces is not done, none is begun: what it makes is not known yet. */
export function useUnderWay(): { done: number; total: number } | null {
  return useSnapshot().plans.find(({ done, total }) => done < total) ?? null;
}

export function UnderWay() {
  const t = useTexts('import');
  const underWay = useUnderWay();
  if (underWay === null) return null;
  const { done, total } = underWay;
  return (
    <>
      <Progress label={t('making')} text={t('carrying', { done, total })} done={done} total={total} />
      <Hint>{t('carryingHint')}</Hint>
    </>
  );
}
