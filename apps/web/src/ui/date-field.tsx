/**
 * A day: typed as the reader's language writes it, or picked from a calendar.
 * @module
 */
import { CalendarDays } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { FieldError } from 'react-aria-components/FieldError';
import { Group } from 'react-aria-components/Group';
import { Label } from 'react-aria-components/Label';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import styles from './calendar.module.css';
import { calendarDate, dayOf } from './days.ts';
import fieldStyles from './field.module.css';
import { Month } from './month.tsx';
import popupStyles from './popup.module.css';

interface DateFieldProps {
  label: string;
  hint?: string;
  error?: string | null;
  /** UTC days since 1970-01-01; null while nothing whole is typed. */
  value: number | null;
  onChange: (day: number | null) => void;
  least?: number;
  most?: number;
  /** Such as closing days: they are shown and cannot be chosen. */
  isClosed?: (day: number) => boolean;
  isRequired?: boolean;
}

export function DateField(props: DateFieldProps) {
  const { label, hint, error = null, value, onChange, least, most, isClosed } = props;
  return (
    <DatePicker
      className={fieldStyles['field'] ?? ''}
      value={value === null ? null : calendarDate(value)}
      onChange={(date) => onChange(date === null ? null : dayOf(date))}
      isInvalid={error !== null}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      shouldForceLeadingZeros
      {...(least === undefined ? {} : { minValue: calendarDate(least) })}
      {...(most === undefined ? {} : { maxValue: calendarDate(most) })}
      {...(isClosed === undefined ? {} : { isDateUnavailable: (date) => isClosed(dayOf(date)) })}
    >
      <Label className={fieldStyles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={fieldStyles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <Group className={styles['line'] ?? ''}>
        <DateInput className={styles['typed'] ?? ''}>
          {(segment) => <DateSegment className={styles['segment'] ?? ''} segment={segment} />}
        </DateInput>
        <Button className={styles['open'] ?? ''}>
          <CalendarDays className={styles['picture']} aria-hidden />
        </Button>
      </Group>
      <FieldError className={fieldStyles['error'] ?? ''}>{error}</FieldError>
      <Popover className={popupStyles['popup'] ?? ''}>
        <Dialog className={styles['dialog'] ?? ''}>
          <Month />
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
