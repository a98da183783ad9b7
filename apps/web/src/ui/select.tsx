/**
 * One of many, where a list of all would be too long: the platform's own, which every phone and screen reader knows.
 * @module
 */
import { useId } from 'react';
import styles from './field.module.css';

interface SelectProps<Value extends string> {
  label: string;
  hint?: string;
  value: Value;
  /** `lang`: where it is written in another language than the page. */
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
}

export function Select<Value extends string>({ label, hint, value, options, onChange }: SelectProps<Value>) {
  const id = useId();
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
          value={value}
          onChange={(event) => choose(event.target.value)}
          {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
