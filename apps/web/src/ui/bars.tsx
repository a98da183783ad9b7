/**
 * How far several groups are, as bars with their numbers.
 * @module
 */
import styles from './bars.module.css';

export interface Bar {
  id: string;
  label: string;
  /** Done. */
  part: number;
  /** Begun, beyond what is done. */
  begun: number;
  whole: number;
  /** The numbers as they are read: "14/16". */
  text: string;
}

function share(number: number, { whole }: Bar): string {
  return `${whole === 0 ? 0 : (100 * number) / whole}%`;
}

export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  return (
    <ul className={styles['bars']} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.id} className={styles['row']}>
          <span className={styles['label']}>{bar.label}</span>
          <span className={styles['track']} aria-hidden>
            <span className={styles['part']} style={{ inlineSize: share(bar.part, bar) }} />
            <span className={styles['begun']} style={{ inlineSize: share(bar.begun, bar) }} />
          </span>
          <span className={styles['number']}>{bar.text}</span>
        </li>
      ))}
    </ul>
  );
}
