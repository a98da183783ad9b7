/**
 * A month to move about in, by keys, by touch and read out; inside a date field, or on its own with marks.
 * @module
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar';
import { Heading } from 'react-aria-components/Heading';
import styles from './calendar.module.css';
import { calendarDate, dayOf } from './days.ts';

interface MonthProps {
  label?: string;
  /** UTC day since 1970-01-01 that is chosen. Without it, the field around decides. */
  value?: number;
  onChange?: (day: number) => void;
  isMarked?: (day: number) => boolean;
}

export function Month({ label, value, onChange, isMarked }: MonthProps) {
  return (
    <Calendar
      className={styles['calendar'] ?? ''}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(value === undefined ? {} : { value: calendarDate(value) })}
      {...(onChange === undefined ? {} : { onChange: (date) => onChange(dayOf(date)) })}
    >
      <header className={styles['head']}>
        <Button slot="previous" className={styles['turn'] ?? ''}>
          <ChevronLeft className={styles['arrow']} aria-hidden />
        </Button>
        <Heading className={styles['month'] ?? ''} />
        <Button slot="next" className={styles['turn'] ?? ''}>
          <ChevronRight className={styles['arrow']} aria-hidden />
        </Button>
      </header>
      <CalendarGrid className={styles['grid'] ?? ''} weekdayStyle="narrow">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className={styles['weekday'] ?? ''}>{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              className={`${styles['day']} ${isMarked?.(dayOf(date)) === true ? styles['marked'] : ''}`}
              date={date}
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
