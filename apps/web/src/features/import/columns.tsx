/**
 * Which column is what: its name, examples, and a guess that can be changed.
 * @module
 */
import { fields, type Field } from '@obhut/intake/dialects.ts';
import { withField, type KeptMapping } from '@obhut/intake/mapping.ts';
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { Hint, Mistake } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './import.module.css';
import { useFieldLabel } from './sentences.ts';
import type { ImportWork, WorkState } from './work.ts';

interface ColumnsProps {
  work: ImportWork;
  state: WorkState;
  onKeep: (mapping: KeptMapping) => void;
}

function isNamed(mapping: readonly (Field | null)[]): boolean {
  return mapping.includes('ward.name') || (mapping.includes('ward.family-name') && mapping.includes('ward.given-name'));
}

export function Columns({ work, state, onKeep }: ColumnsProps) {
  const t = useTexts('import');
  const labelOf = useFieldLabel();
  const { table, draft, choice } = state;
  if (table === null || draft === null) return null;
  const { mapping } = draft;
  const isComplete = isNamed(mapping.fields);
  const options = [
    { value: '' as const, label: t('notTaken') },
    ...fields.map((field) => ({ value: field, label: labelOf(field) })),
  ];
  const set = (column: number, field: Field | '') =>
    work.change({ mapping: { ...mapping, fields: withField(mapping.fields, column, field === '' ? null : field) } });
  const next = () => {
    onKeep(mapping);
    work.go('lines');
  };
  return (
    <>
      {table.source.kind === 'sheets' && table.source.sheets.length > 1 && (
        <Card>
          <Select
            label={t('sheet')}
            value={String(choice.sheet ?? 0)}
            options={table.source.sheets.map((label, at) => ({ value: String(at), label }))}
            onChange={(sheet) => work.choose({ sheet: Number(sheet) })}
          />
        </Card>
      )}
      <YesNo
        label={t('hasHeader')}
        isSelected={table.hasHeader}
        onChange={(hasHeader) => work.choose({ ...choice, hasHeader })}
      />
      {table.lines === 0 ? (
        <Hint>{t('noLines')}</Hint>
      ) : (
        <Section title={t('columns', { count: table.columns.length, lines: table.lines })}>
          <ul className={styles['columns']} aria-label={t('titleColumns')}>
            {table.columns.map(({ name, examples }, column) => (
              <li key={name} className={styles['column']}>
                <div className={styles['examples']}>
                  <bdi>{examples.length === 0 ? t('noExamples') : examples.join(' · ')}</bdi>
                </div>
                <Select
                  label={name}
                  value={mapping.fields[column] ?? ''}
                  options={options}
                  onChange={(field) => set(column, field)}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!isComplete && table.lines > 0 && <Mistake>{t('nameNeeded')}</Mistake>}
      <ButtonRow>
        <Button onPress={work.end}>{t('otherFile')}</Button>
        <Button kind="primary" isDisabled={!isComplete || table.lines === 0} onPress={next}>
          {t('next')}
        </Button>
      </ButtonRow>
    </>
  );
}
