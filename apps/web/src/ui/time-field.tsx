/**
 * A time of day: the platform's own field, which every phone and screen reader knows. What it gives is `08:15`, empty where nothing is chosen.
 * @module
 */
import { useId } from 'react';
import styles from './field.module.css';

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong, and what to do. */
  error?: string | null;
}

export function TimeField({ label, value, onChange, hint, error = null }: TimeFieldProps) {
  const id = useId();
  const about = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === null ? [] : [`${id}-error`])];
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div className={styles['row']}>
        <input
          id={id}
          type="time"
          className={`${styles['input']} ${styles['moment']}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error !== null}
          aria-describedby={about.length === 0 ? undefined : about.join(' ')}
        />
      </div>
      {error !== null && (
        <span className={styles['error']} id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
