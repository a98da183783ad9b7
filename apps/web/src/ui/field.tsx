/**
 * A labelled line or paragraph of text, with its explanation and its mistake.
 * @module
 */
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What to enter, in a sentence. */
  hint?: ReactNode;
  /** What is wrong, and what to do. */
  error?: string | null;
  type?: 'text' | 'password';
  autoComplete?: string;
  autoCapitalize?: 'none' | 'characters' | 'sentences';
  maxLength?: number;
  /** Code that is read letter by letter. */
  isCode?: boolean;
  /** Several lines, to begin with one, few or many. It grows with what is written. */
  lines?: 'one' | 'few' | 'many';
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Instead of beginning a new line; with Shift it begins one all the same. */
  onEnter?: () => void;
  /** What is pasted, as it is to stand there. */
  onPasted?: (text: string) => string;
  /** Beside the input, such as a button. */
  children?: ReactNode;
}

/** In place of what is selected, with the cursor behind it. */
function paste(event: ClipboardEvent<HTMLElement>, tidy: (text: string) => string): string | null {
  const { target } = event;
  const text = event.clipboardData.getData('text/plain');
  if (text === '' || !(target instanceof HTMLTextAreaElement)) return null;
  event.preventDefault();
  target.setRangeText(tidy(text), target.selectionStart, target.selectionEnd, 'end');
  return target.value;
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
  const { onEnter, onPasted } = props;
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    // While a word is being composed (Chinese, Japanese) Enter only chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter?.();
  };
  const pasted = (event: ClipboardEvent<HTMLElement>) => {
    const next = onPasted === undefined ? null : paste(event, onPasted);
    if (next !== null) onChange(next);
  };
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
      {...(onEnter === undefined ? {} : { onKeyDown: pressed })}
      {...(onPasted === undefined ? {} : { onPaste: pasted })}
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
