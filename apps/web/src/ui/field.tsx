/**
 * A labelled line or paragraph of text, with its explanation and its mistake.
 * @module
 */
import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What to enter, in a sentence. */
  hint?: ReactNode;
  /** What is wrong, and what to do. */
  error?: string | null;
  /** `date`: the value is `2026-11-30`, or empty. */
  type?: 'text' | 'password' | 'date';
  autoComplete?: string;
  autoCapitalize?: 'none' | 'characters' | 'sentences';
  maxLength?: number;
  /** Code that is read letter by letter. */
  isCode?: boolean;
  /** Several lines, to begin with few or many. It grows with what is written. */
  lines?: 'few' | 'many';
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Beside the input, such as a button. */
  children?: ReactNode;
}

export function Field(props: FieldProps) {
  const { label, value, onChange, hint, error = null, type = 'text', isCode = false, lines, children } = props;
  const shape = isCode ? styles['code'] : lines === undefined ? '' : `${styles['long']} ${styles[lines]}`;
  const control = {
    className: `${styles['input']} ${shape}`,
    autoCapitalize: props.autoCapitalize ?? 'sentences',
    spellCheck: !isCode && type === 'text' && props.autoCapitalize !== 'none',
    autoCorrect: isCode || props.autoCapitalize === 'none' ? 'off' : 'on',
  } as const;
  return (
    <TextField
      className={styles['field'] ?? ''}
      value={value}
      onChange={onChange}
      type={type}
      isInvalid={error !== null}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <div className={styles['row']}>
        {lines === undefined ? <Input {...control} /> : <TextArea {...control} />}
        {children}
      </div>
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </TextField>
  );
}
