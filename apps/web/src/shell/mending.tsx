/**
 * How far the exchange of keys is, after somebody has gone or come back.
 * @module
 */
import { useTexts } from './i18n.ts';
import { useSnapshot } from './use-client.ts';
import { Progress } from '../ui/progress.tsx';

export function Mending() {
  const t = useTexts('shell');
  const { mending } = useSnapshot();
  if (mending === null) return null;
  const { done, total } = mending;
  return <Progress label={t('mending')} text={t('mendingValue', { done, total })} done={done} total={total} />;
}
