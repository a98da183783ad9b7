/**
 * The lines of a sheet from the safe, or of two out of three, as they are typed; a slip of the pen is said where it is.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import type { KitMistakes } from '../../shell/use-client.ts';
import { Field } from '../../ui/field.tsx';
import { Mistake } from '../../ui/notice.tsx';
import styles from './kit.module.css';

/** Sheet by sheet. */
export type Typed = readonly (readonly string[])[];

interface LinesProps {
  lines: readonly string[];
  wrong: readonly number[];
  /** Of a line that was typed, but not as it stands on this sheet. */
  wrongText: string;
  onChange: (lines: readonly string[]) => void;
}

function Lines({ lines, wrong, wrongText, onChange }: LinesProps) {
  const t = useTexts('kit');
  return lines.map((line, index) => (
    <Field
      // Its place on the paper is what a line is.
      key={`line-${String(index)}`}
      label={t('line', { number: index + 1 })}
      value={line}
      onChange={(typed) => onChange(lines.with(index, typed))}
      error={wrong.includes(index) ? (line.trim() === '' ? t('missing') : wrongText) : null}
      autoComplete="off"
      autoCapitalize="characters"
      maxLength={40}
      isCode
      isRequired
    />
  ));
}

interface TypedSheetsProps {
  sheets: Typed;
  mistakes: KitMistakes | null;
  onChange: (sheets: Typed) => void;
}

export function TypedSheets({ sheets, mistakes, onChange }: TypedSheetsProps) {
  const t = useTexts('kit');
  const change = (index: number) => (lines: readonly string[]) => onChange(sheets.with(index, lines));
  const [only = [], second] = sheets;
  if (second === undefined)
    return <Lines lines={only} wrong={mistakes?.lines[0] ?? []} wrongText={t('lineWrong')} onChange={change(0)} />;
  return (
    <>
      {[t('firstOfTwo'), t('secondOfTwo')].map((label, index) => (
        <fieldset key={label} className={styles['sheet']}>
          <legend>{label}</legend>
          <Lines
            lines={sheets[index] ?? []}
            wrong={mistakes?.lines[index] ?? []}
            wrongText={t('lineWrongOfTwo')}
            onChange={change(index)}
          />
        </fieldset>
      ))}
      {mistakes?.pair === 'same-sheet' && <Mistake>{t('sameSheet')}</Mistake>}
      {mistakes?.pair === 'other-set' && <Mistake>{t('otherSet')}</Mistake>}
    </>
  );
}
