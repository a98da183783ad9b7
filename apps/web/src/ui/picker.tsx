/**
 * One of many, from a list that opens.
 * @module
 */
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import fieldStyles from './field.module.css';
import styles from './popup.module.css';

export interface PickerOption<Value extends string = string> {
  value: Value;
  label: string;
  /** Beside the label. */
  picture?: ReactNode;
  /** Of the label, where it is another than the page's. */
  lang?: string;
}

interface PickerProps<Value extends string> {
  label: string;
  hint?: string;
  error?: string | null;
  options: readonly PickerOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  isDisabled?: boolean;
}

function OptionText({ option }: { option: PickerOption }) {
  return (
    <>
      {option.picture}
      <Text slot="label" className={styles['text'] ?? ''} {...(option.lang === undefined ? {} : { lang: option.lang })}>
        {option.label}
      </Text>
      <Check className={styles['check']} aria-hidden />
    </>
  );
}

export function Picker<Value extends string>(props: PickerProps<Value>) {
  const { label, hint, error = null, options, value, onChange, placeholder, isDisabled = false } = props;
  const choose = (key: unknown) => {
    const option = options.find((one) => one.value === key);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <AriaSelect
      className={fieldStyles['field'] ?? ''}
      value={value}
      onChange={choose}
      isInvalid={error !== null}
      isDisabled={isDisabled}
      validationBehavior="aria"
      {...(placeholder === undefined ? {} : { placeholder })}
    >
      <Label className={fieldStyles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={fieldStyles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <Button className={styles['trigger'] ?? ''}>
        <SelectValue className={styles['value'] ?? ''} />
        <ChevronDown className={styles['chevron']} aria-hidden />
      </Button>
      <FieldError className={fieldStyles['error'] ?? ''}>{error}</FieldError>
      <Popover className={styles['popup'] ?? ''}>
        <ListBox className={styles['items'] ?? ''}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={styles['item'] ?? ''}>
              <OptionText option={option} />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
