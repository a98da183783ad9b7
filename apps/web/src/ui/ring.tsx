/**
 * How many of how many, as a ring around the number.
 * @module
 */
import styles from './ring.module.css';

const radius = 42;
const around = 2 * Math.PI * radius;

/** `label` says the same in words, for those who hear it. */
export function Ring({ part, whole, under, label }: { part: number; whole: number; under: string; label: string }) {
  const share = whole === 0 ? 0 : part / whole;
  return (
    <figure className={styles['ring']} aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle className={styles['track']} cx="50" cy="50" r={radius} />
        {share > 0 && (
          <circle
            className={styles['part']}
            cx="50"
            cy="50"
            r={radius}
            strokeDasharray={`${share * around} ${around}`}
            transform="rotate(-90 50 50)"
          />
        )}
      </svg>
      <span className={styles['text']} aria-hidden>
        <span className={styles['number']}>{part}</span>
        <span className={styles['under']}>{under}</span>
      </span>
    </figure>
  );
}
