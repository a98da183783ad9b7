/**
 * One of many, where a list of all would be too long: the platform's own, which every phone and screen reader knows.
 * @module
 */
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import styles from './field.module.css';

interface SelectProps<Value extends string> {
  label: string;
  hint?: string;
  /** Null: nothing is chosen so far. */
  value: Value | null;
  /** `lang`: where it is written in another language than the page. */
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
  /** What stands there as long as nothing is chosen. */
  placeholder?: string;
  /** What is wrong, and what to do. */
  error?: string | null;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, value, options, onChange, placeholder = '', error = null } = props;
  const id = useId();
  const notes = [hint === undefined ? [] : `${id}-hint`, error === null ? [] : `${id}-error`].flat();
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
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
        <select
          id={id}
          className={`${styles['input']} ${styles['select']}`}
          value={value ?? ''}
          onChange={(event) => choose(event.target.value)}
          aria-invalid={error !== null}
          {...(notes.length === 0 ? {} : { 'aria-describedby': notes.join(' ') })}
        >
          {value === null && (
            <option value="" disabled>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown className={styles['arrow']} aria-hidden />
      </div>
      {error !== null && (
        <span className={styles['error']} id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
