/**
 * In place of a page, on a device that is new: how far it has read, where that takes a while.
 * @module
 */
import { Progress } from '../ui/progress.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTexts } from './i18n.ts';
import styles from './still-reading.module.css';
import { useSnapshot } from './use-client.ts';

/** Less is there before anybody has read how much it is. */
const worthSaying = 2000;

export default function StillReading() {
  const t = useTexts('shell');
  const { reading } = useSnapshot();
  const { done, total } = reading ?? { done: 0, total: 0 };
  return (
    <div className={styles['reading']}>
      {total > worthSaying && (
        <Progress label={t('loading')} text={t('reading', { done, total })} done={done} total={total} />
      )}
      <Skeleton label={t('loading')} />
    </div>
  );
}
