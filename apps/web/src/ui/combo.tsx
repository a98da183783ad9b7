/**
 * One of very many, found by typing a part of its name.
 * @module
 */
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import comboStyles from './combo.module.css';
import fieldStyles from './field.module.css';
import styles from './popup.module.css';
import type { PickerOption } from './picker.tsx';

interface ComboProps<Value extends string> {
  label: string;
  hint?: string;
  error?: string | null;
  /** What the list says where nothing fits. */
  nothing: string;
  options: readonly PickerOption<Value>[];
  value: Value | null;
  onChange: (value: Value | null) => void;
  /** It takes the place of a field that had the focus. */
  hasFocus?: boolean;
}

export function Combo<Value extends string>(props: ComboProps<Value>) {
  const { label, hint, error = null, nothing, options, value, onChange, hasFocus = false } = props;
  const choose = (key: unknown) => onChange(options.find((one) => one.value === key)?.value ?? null);
  return (
    <ComboBox
      className={fieldStyles['field'] ?? ''}
      value={value}
      onChange={choose}
      isInvalid={error !== null}
      validationBehavior="aria"
      allowsEmptyCollection
      // Where there is nobody to choose, the field says so to whoever types, not to whoever passes by.
      menuTrigger={options.length === 0 ? 'input' : 'focus'}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the field that had the focus
      autoFocus={hasFocus}
    >
      <Label className={fieldStyles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={fieldStyles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <div className={comboStyles['row']}>
        <Input className={fieldStyles['input'] ?? ''} />
        <Button className={comboStyles['open'] ?? ''}>
          <ChevronDown className={styles['chevron']} aria-hidden />
        </Button>
      </div>
      <FieldError className={fieldStyles['error'] ?? ''}>{error}</FieldError>
      <Popover className={styles['popup'] ?? ''}>
        <ListBox
          className={styles['items'] ?? ''}
          renderEmptyState={() => <div className={comboStyles['nothing']}>{nothing}</div>}
        >
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={styles['item'] ?? ''}>
              {option.picture}
              <Text slot="label" className={styles['text'] ?? ''}>
                {option.label}
              </Text>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
