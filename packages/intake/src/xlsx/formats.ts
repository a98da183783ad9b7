/**
 * What a number in a spreadsheet is seen as: a day, a number with leading zeros, or itself (ECMA-376, part 1, 18.8.30).
 * @module
 */
import { dayOfNumber } from '../values/days.ts';
import { walk } from './xml.ts';

/** One for each style of a cell. `zeros`: at least as many digits. */
export type Shown = { as: 'number' } | { as: 'day' } | { as: 'time' } | { as: 'zeros'; digits: number };

/** Those that every program knows without their text. 14 to 17 are days, 22 a day with its time, 27 to 58 days of East Asia. */
function builtIn(id: number): Shown {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || (id >= 50 && id <= 58)) return { as: 'day' };
  return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? { as: 'time' } : { as: 'number' };
}

/** Without texts in quotation marks, escaped characters, colours and conditions; of several sections the first. */
function shownBy(code: string): Shown {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./gu, '').split(';')[0] ?? '';
  if (/[dy]/iu.test(bare)) return { as: 'day' };
  if (/[hs]/iu.test(bare)) return { as: 'time' };
  const digits = /^0{2,}$/u.test(bare.replaceAll(/[ -]/gu, '')) ? bare.replaceAll(/[^0]/gu, '').length : 0;
  return digits > 0 ? { as: 'zeros', digits } : { as: 'number' };
}

export function formatsOf(styles: string | undefined): readonly Shown[] {
  const codes = new Map<string, string>();
  const formats: Shown[] = [];
  let isCells = false;
  walk(styles ?? '', {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(numFmtId, formatCode);
      if (name === 'cellXfs') isCells = true;
      if (name !== 'xf' || !isCells) return;
      const code = codes.get(numFmtId);
      formats.push(code === undefined ? builtIn(Number(numFmtId)) : shownBy(code));
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return formats;
}

/** Days are counted from 1900, where 1900-02-29 is counted too, or from 1904. */
function dayShown(value: number, is1904: boolean): string | null {
  const whole = Math.floor(value);
  if (is1904) return dayOfNumber(whole - 24_107);
  return dayOfNumber(whole < 60 ? whole - 25_568 : whole - 25_569);
}

export function numberShown(written: string, shown: Shown, is1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (shown.as === 'day') return dayShown(value, is1904) ?? written;
  // 1.7E+10 is what a program writes for a long phone number.
  const text = Math.abs(value) < 1e15 ? `${value}` : written;
  return shown.as === 'zeros' ? text.padStart(shown.digits, '0') : text;
}
