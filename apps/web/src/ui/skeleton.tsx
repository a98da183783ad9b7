/**
 * Where content will be, before it is there: never a spinner over an empty screen.
 * @module
 */
import styles from './skeleton.module.css';

export function Skeleton({ label, rows = 3 }: { label: string; rows?: number }) {
  return (
    <output className={styles['skeleton']} aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles['row']} />
      ))}
    </output>
  );
}
