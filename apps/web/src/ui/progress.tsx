/**
 * How far long work is, in numbers.
 * @module
 */
import { ProgressBar } from 'react-aria-components/ProgressBar';
import styles from './progress.module.css';

interface ProgressProps {
  label: string;
  /** Such as "3 von 12". */
  text: string;
  done: number;
  total: number;
}

export function Progress({ label, text, done, total }: ProgressProps) {
  return (
    <ProgressBar
      className={styles['progress'] ?? ''}
      aria-label={label}
      value={done}
      maxValue={Math.max(1, total)}
      valueLabel={text}
    >
      {({ percentage, valueText }) => (
        <>
          <span>{valueText}</span>
          <span className={styles['track']}>
            <span className={styles['bar']} style={{ inlineSize: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
