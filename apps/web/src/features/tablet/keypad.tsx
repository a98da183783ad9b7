/**
 * A field for a PIN with big keys below it. Whoever has a keyboard types.
 * @module
 */
import { Delete } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { useTexts } from '../../shell/i18n.ts';
import { Field } from '../../ui/field.tsx';
import { pinLength } from './poor-pin.ts';
import styles from './tablet.module.css';

interface KeypadProps {
  label: string;
  hint?: string;
  error?: string | null;
  value: string;
  onChange: (value: string) => void;
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export function Keypad({ label, hint, error = null, value, onChange }: KeypadProps) {
  const t = useTexts('tablet');
  const set = (next: string) => onChange(next.replaceAll(/\D/gu, '').slice(0, pinLength.most));
  return (
    <>
      <Field
        label={label}
        {...(hint === undefined ? {} : { hint })}
        error={error}
        value={value}
        onChange={set}
        type="password"
        autoComplete="off"
        maxLength={pinLength.most}
        isRequired
      />
      <fieldset className={styles['keys']} aria-label={t('keys')} dir="ltr">
        {keys.map((key) => (
          <Button key={key} className={styles['key'] ?? ''} onPress={() => set(value + key)}>
            {key}
          </Button>
        ))}
        <Button
          className={styles['key'] ?? ''}
          aria-label={t('delete')}
          isDisabled={value === ''}
          onPress={() => set(value.slice(0, -1))}
        >
          <Delete className={styles['icon']} aria-hidden />
        </Button>
      </fieldset>
    </>
  );
}
