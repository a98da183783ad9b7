/**
 * One line: whom it is about, what is wrong, and the cells to mend.
 * @module
 */
import type { LineView } from '@obhut/intake/overview.ts';
import { cellKey, type Draft } from '@obhut/intake/propose.ts';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';
import styles from './import.module.css';
import { useProblemText } from './sentences.ts';
import type { ImportWork, Table } from './work.ts';

interface LineProps {
  line: LineView;
  work: ImportWork;
  table: Table;
  draft: Draft;
}

function titleOf({ cells }: LineView, { mapping }: Draft): string {
  const named = ['ward.name', 'ward.given-name', 'ward.family-name'];
  const parts = named.flatMap((field) =>
    mapping.fields.flatMap((each, at) => (each === field ? [cells[at] ?? ''] : [])),
  );
  return parts.filter((part) => part !== '').join(' ');
}

/** Cells that a problem is about; where a name is missing, those that would hold it. */
function columnsToMend({ problems }: LineView, { mapping }: Draft): number[] {
  const columns = new Set(problems.flatMap((problem) => ('column' in problem ? [problem.column] : [])));
  if (problems.some(({ code }) => code === 'name-missing'))
    for (const [column, field] of mapping.fields.entries())
      if (field === 'ward.name' || field === 'ward.given-name' || field === 'ward.family-name') columns.add(column);
  if (problems.some(({ code }) => code === 'born-missing')) columns.add(mapping.fields.indexOf('ward.born'));
  columns.delete(-1);
  return [...columns].toSorted((one, other) => one - other);
}

function Mend({ line, work, table, draft, onDone }: LineProps & { onDone: () => void }) {
  const t = useTexts('import');
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map());
  const columns = columnsToMend(line, draft);
  const save = () => {
    const edits = new Map(draft.edits);
    for (const [column, text] of texts) edits.set(cellKey(line.line, column), text);
    work.change({ edits });
    onDone();
  };
  return (
    <FormBody label={t('mendLine', { line: line.line })} onSubmit={save}>
      {columns.map((column) => (
        <Field
          key={column}
          label={table.columns[column]?.name ?? ''}
          value={texts.get(column) ?? line.cells[column] ?? ''}
          onChange={(text) => setTexts(new Map(texts).set(column, text))}
          autoComplete="off"
          autoCapitalize="none"
        />
      ))}
      <ButtonRow>
        <Button type="submit" kind="primary">
          {t('apply')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </ButtonRow>
    </FormBody>
  );
}

export function Line(props: LineProps) {
  const { line, work, table, draft } = props;
  const t = useTexts('import');
  const problemText = useProblemText(table);
  const [isMending, setMending] = useState(false);
  const title = titleOf(line, draft);
  const isTitleLine = line.cells.length === 0;
  const leave = (isOut: boolean) => {
    const skipped = new Set(draft.skipped);
    if (isOut) skipped.add(line.line);
    else skipped.delete(line.line);
    work.change({ skipped });
  };
  return (
    <li className={styles['line']}>
      <div className={styles['head']}>
        <strong>
          <bdi>{title === '' ? t('nameless') : title}</bdi>
        </strong>
        <span className={styles['quiet']}>{t('line', { line: line.line })}</span>
        {line.state === 'skipped' && <Chip tone="plain">{t('leftOut')}</Chip>}
        {line.state === 'out' && !isTitleLine && <Chip tone="late">{t('staysOut')}</Chip>}
      </div>
      {line.state !== 'skipped' && line.problems.length > 0 && (
        <ul className={styles['problems']}>
          {line.problems.map((problem) => (
            <li key={JSON.stringify(problem)}>{problemText(problem)}</li>
          ))}
        </ul>
      )}
      {isMending && <Mend {...props} onDone={() => setMending(false)} />}
      {!isMending && !isTitleLine && (line.problems.length > 0 || line.state === 'skipped') && (
        <ButtonRow>
          {line.state !== 'skipped' && columnsToMend(line, draft).length > 0 && (
            <Button onPress={() => setMending(true)}>{t('mend')}</Button>
          )}
          {line.state === 'skipped' ? (
            <Button kind="quiet" onPress={() => leave(false)}>
              {t('takeIn')}
            </Button>
          ) : (
            <Button kind="quiet" onPress={() => leave(true)}>
              {t('leaveOut')}
            </Button>
          )}
        </ButtonRow>
      )}
    </li>
  );
}
