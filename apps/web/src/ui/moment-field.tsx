/**
 * A day or a time of day: the platform's own field, which every phone and screen reader knows. What it gives is `2026-11-28` or `08:15`,
 * empty where nothing is chosen.
 * @module
 */
import { useId } from 'react';
import styles from './field.module.css';

interface MomentFieldProps {
  label: string;
  type: 'date' | 'time';
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong, and what to do. */
  error?: string | null;
}

export function MomentField({ label, type, value, onChange, hint, error = null }: MomentFieldProps) {
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
          type={type}
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
