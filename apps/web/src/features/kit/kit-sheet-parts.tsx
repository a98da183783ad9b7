/**
 * What all sheets for the safe have: the key's lines, and lines for a pen.
 * @module
 */
import styles from './kit.module.css';

export function Key({ lines, label }: { lines: readonly string[]; label: string }) {
  return (
    <>
      <h3 className={styles['subtitle']}>{label}</h3>
      <ol className={styles['key']} aria-label={label}>
        {lines.map((line) => (
          <li key={line} data-testid="kit">
            {line}
          </li>
        ))}
      </ol>
    </>
  );
}

/** `null`: left blank, for a pen. */
export function Blanks({ rows }: { rows: readonly (readonly [string, string | null])[] }) {
  return (
    <dl className={styles['lines']}>
      {rows.map(([label, value]) => (
        <div key={label} className={value === null ? styles['blank'] : styles['given']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
