/**
 * Everything that is noted of a ward, to be entered or corrected.
 * @module
 */
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import { useState } from 'react';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useSignNames } from '../../shell/sign-names.ts';
import type { Command } from '../../shell/use-command.ts';
import { useYearGroups } from '../../shell/use-years.ts';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';
import { Sign, signs } from '../../ui/sign.tsx';
import { dateFromTyped, typedDate } from './dates.ts';
import { moreFields, useMoreLabels } from './more-fields.ts';
import type { WardValues } from './plans.ts';
import { useTyped } from './use-typed.ts';
import styles from './wards.module.css';

interface WardFormProps {
  label: string;
  save: string;
  start: WardValues;
  /** Whether whoever writes may put the ward into this group; where another team works, leadership does. */
  isIn?: (group: string) => boolean;
  isRunning: boolean;
  failure: Command['failure'];
  onSave: (values: WardValues) => void;
}

export function WardForm({ label, save, start, isIn, isRunning, failure, onSave }: WardFormProps) {
  const t = useTexts('wards');
  const groups = useYearGroups().filter(({ id }) => isIn?.(id) ?? true);
  const labels = useMoreLabels();
  const signNames = useSignNames();
  const { typed: values, field } = useTyped({ ...start, birthDate: typedDate(start.birthDate) });
  const [mistakes, setMistakes] = useState<{ name: string | null; birthDate: string | null }>({
    name: null,
    birthDate: null,
  });
  const colour = groups.find(({ id }) => id === values.group)?.colour ?? 1;

  const submit = () => {
    const [name, birthDate] = [tidyLine(values.name), dateFromTyped(values.birthDate)];
    setMistakes({ name: name === '' ? t('missing') : null, birthDate: birthDate === null ? t('noDate') : null });
    if (name === '' || birthDate === null) return;
    onSave({
      ...values,
      name,
      birthDate,
      allergies: tidyProse(values.allergies),
      emergency: tidyProse(values.emergency),
      collectors: tidyProse(values.collectors),
      ...Object.fromEntries(moreFields.map((name) => [name, tidyLine(values[name])])),
    });
  };

  return (
    <Card>
      <FormBody label={label} onSubmit={submit}>
        <Field
          label={t('name')}
          {...field('name')}
          error={mistakes.name}
          autoComplete="off"
          maxLength={200}
          isRequired
        />
        <Field
          label={t('birthDate')}
          hint={t('birthDateHint')}
          {...field('birthDate')}
          error={mistakes.birthDate}
          autoComplete="off"
        />
        {groups.length > 0 && (
          <OneOf
            label={t('group')}
            {...field('group')}
            options={groups.map((group) => ({
              value: group.id,
              label: group.label,
              picture: <Sign sign={group.sign} colour={group.colour} name={group.name} />,
            }))}
          />
        )}
        <OneOf
          label={t('sign')}
          hint={t('signHint')}
          {...field('sign')}
          options={signs.map((sign) => ({
            value: sign,
            label: signNames.get(sign) ?? sign,
            picture: <Sign sign={sign} colour={colour} name="" />,
          }))}
          isGrid
        />
        <Field label={t('allergies')} hint={t('allergiesHint')} {...field('allergies')} lines="few" maxLength={4000} />
        <Field label={t('emergency')} hint={t('emergencyHint')} {...field('emergency')} lines="few" maxLength={4000} />
        <Field
          label={t('collectors')}
          hint={t('collectorsHint')}
          {...field('collectors')}
          lines="few"
          maxLength={4000}
        />
        <details className={styles['more']}>
          <summary>{t('moreFields')}</summary>
          <div className={styles['moreFields']}>
            {moreFields.map((name) => (
              <Field key={name} label={labels[name]} {...field(name)} autoComplete="off" maxLength={200} />
            ))}
          </div>
        </details>
        <FormEnd label={save} running={t('saving')} isRunning={isRunning} failure={failure} />
      </FormBody>
    </Card>
  );
}
