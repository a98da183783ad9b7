/**
 * What an appointment is, when and where.
 * @module
 */
import type { AppointmentSaid } from '@obhut/domain/appointments.ts';
import { Send } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import type { Command } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import styles from './appointments.module.css';
import { saidBy, type Typed } from './typed.ts';

interface FormProps {
  label: string;
  start: Typed;
  id: string;
  command: Pick<Command, 'isRunning' | 'failure'>;
  /** For whom, where that can be chosen. */
  children?: ReactNode;
  onSave: (said: AppointmentSaid | null) => void;
}

export function AppointmentForm({ label, start, id, command, children, onSave }: FormProps) {
  const t = useTexts('appointments');
  const [typed, setTyped] = useState(start);
  const [isJudged, setJudged] = useState(false);
  const set = (field: Exclude<keyof Typed, 'from' | 'until'>) => (text: string) =>
    setTyped((all) => ({ ...all, [field]: text }));
  const { mistakes, said } = saidBy(typed, id);
  const wrong = (field: 'title' | 'until' | 'end' | 'place' | 'note', text: string) =>
    isJudged && mistakes.has(field) ? text : null;
  return (
    <Card>
      <FormBody
        label={label}
        onSubmit={() => {
          setJudged(true);
          onSave(said);
        }}
      >
        {children}
        <Field
          label={t('what')}
          value={typed.title}
          onChange={set('title')}
          error={wrong('title', t('titleWrong'))}
          isRequired
        />
        <OneOf
          label={t('form')}
          value={typed.form}
          onChange={set('form')}
          options={[
            { value: 'time', label: t('formTime') },
            { value: 'day', label: t('formDay') },
            { value: 'closed', label: t('formClosed'), note: t('formClosedNote') },
          ]}
        />
        <div className={styles['pair']}>
          <DateField label={t('firstDay')} value={typed.from} onChange={(from) => setTyped({ ...typed, from })} />
          <DateField
            label={t('lastDay')}
            value={typed.until}
            onChange={(until) => setTyped({ ...typed, until })}
            error={wrong('until', t('untilWrong'))}
          />
        </div>
        {typed.form === 'time' && (
          <div className={styles['pair']}>
            <TimeField label={t('startTime')} value={typed.start} onChange={set('start')} />
            <TimeField
              label={t('endTime')}
              value={typed.end}
              onChange={set('end')}
              error={wrong('end', t('endWrong'))}
            />
          </div>
        )}
        <Field label={t('place')} value={typed.place} onChange={set('place')} error={wrong('place', t('tooLong'))} />
        <Field
          label={t('note')}
          value={typed.note}
          onChange={set('note')}
          error={wrong('note', t('tooLong'))}
          lines="few"
        />
        <FailureNotice failure={command.failure} />
        <Button kind="primary" type="submit" icon={Send} isBusy={command.isRunning}>
          {t('send')}
        </Button>
      </FormBody>
    </Card>
  );
}
