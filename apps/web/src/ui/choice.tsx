/**
 * One of a few, and yes or no: as large as a finger needs.
 * @module
 */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import styles from './choice.module.css';

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** Beside the label. */
  picture?: ReactNode;
  note?: string;
}

interface Common<Value extends string> {
  label: string;
  hint?: string;
  options: readonly Option<Value>[];
  error?: string | null;
  /** Pictures in a row instead of a list. The label is then for those who hear it. */
  isGrid?: boolean;
}

function Face({ option, isGrid }: { option: Option; isGrid: boolean }) {
  return (
    <>
      {option.picture}
      <span className={isGrid ? styles['small'] : styles['text']}>
        <span>{option.label}</span>
        {option.note !== undefined && <span className={styles['note']}>{option.note}</span>}
      </span>
    </>
  );
}

interface OneOfProps<Value extends string> extends Common<Value> {
  value: Value | null;
  onChange: (value: Value) => void;
}

export function OneOf<Value extends string>({
  label,
  hint,
  options,
  error = null,
  isGrid = false,
  value,
  onChange,
}: OneOfProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <RadioGroup
      className={styles['group'] ?? ''}
      value={value}
      onChange={choose}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <div className={isGrid ? styles['grid'] : styles['list']}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className={`${styles['option']} ${isGrid ? styles['tile'] : ''}`}
          >
            {!isGrid && <span className={styles['dot']} aria-hidden />}
            <Face option={option} isGrid={isGrid} />
          </Radio>
        ))}
      </div>
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </RadioGroup>
  );
}

interface SomeOfProps<Value extends string> extends Common<Value> {
  values: readonly Value[];
  onChange: (values: Value[]) => void;
}

export function SomeOf<Value extends string>({
  label,
  hint,
  options,
  error = null,
  values,
  onChange,
}: SomeOfProps<Value>) {
  const choose = (chosen: string[]) =>
    onChange(options.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])));
  return (
    <CheckboxGroup
      className={styles['group'] ?? ''}
      value={[...values]}
      onChange={choose}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <div className={styles['list']}>
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} className={styles['option'] ?? ''}>
            <span className={styles['box']} aria-hidden>
              <Check className={styles['check']} />
            </span>
            <Face option={option} isGrid={false} />
          </Checkbox>
        ))}
      </div>
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </CheckboxGroup>
  );
}

export function YesNo({
  label,
  isSelected,
  onChange,
}: {
  label: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  return (
    <Checkbox className={styles['option'] ?? ''} isSelected={isSelected} onChange={onChange}>
      <span className={styles['box']} aria-hidden>
        <Check className={styles['check']} />
      </span>
      <span className={styles['text']}>{label}</span>
    </Checkbox>
  );
}
