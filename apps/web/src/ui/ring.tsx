/**
 * How many of how many, as a ring around the number.
 * @module
 */
import styles from './ring.module.css';

const radius = 42;
const around = 2 * Math.PI * radius;

function arc(from: number, share: number, look: string | undefined) {
  return (
    share > 0 && (
      <circle
        className={look}
        cx="50"
        cy="50"
        r={radius}
        strokeDasharray={`${share * around} ${around}`}
        transform={`rotate(${360 * from - 90} 50 50)`}
      />
    )
  );
}

interface RingProps {
  part: number;
  /** Begun, beyond `part`. */
  begun?: number;
  whole: number;
  under: string;
  label: string;
}

/** `label` says the same in words, for those who hear it. */
export function Ring({ part, begun = 0, whole, under, label }: RingProps) {
  const shareOf = (number: number) => (whole === 0 ? 0 : number / whole);
  return (
    <figure className={styles['ring']} aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle className={styles['track']} cx="50" cy="50" r={radius} />
        {arc(shareOf(part), shareOf(begun), styles['begun'])}
        {arc(0, shareOf(part), styles['part'])}
      </svg>
      <span className={styles['text']} aria-hidden>
        <span className={styles['number']}>{part}</span>
        <span className={styles['under']}>{under}</span>
      </span>
    </figure>
  );
}
