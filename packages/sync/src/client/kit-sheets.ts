/**
 * The emergency kit as a person has it in their hands: on one sheet, or on three of which two are needed.
 * @module
 */
import { printKit, readKit, type Kit } from '@obhut/crypto/kit.ts';
import { joinKit, printSplit, readSplit, setName, splitKit } from '@obhut/crypto/kit-split.ts';
import { isTypedAs } from '@obhut/crypto/printed.ts';
import type { KitForm, KitMistakes, KitSheet } from './kit-commands.ts';

/** In the form `three` of a set of its own each time. */
export async function printSheets(kit: Kit, form: KitForm): Promise<KitSheet[]> {
  if (form === 'one') return [{ lines: printKit(kit).split('\n'), part: null }];
  return (await splitKit(kit)).map((sheet) => ({
    lines: printSplit(sheet).split('\n'),
    part: { number: sheet.number, set: setName(sheet) },
  }));
}

/** `sheets`: one of six lines, or two of seven. */
export async function readSheets(sheets: readonly (readonly string[])[]): Promise<Kit | KitMistakes> {
  const [typed = [], second] = sheets;
  if (second === undefined) {
    const kit = readKit(typed);
    return 'wrong' in kit ? { lines: [kit.wrong], pair: null } : kit;
  }
  const [one, other] = [readSplit(typed), readSplit(second)];
  if ('wrong' in one || 'wrong' in other)
    return { lines: [one, other].map((sheet) => ('wrong' in sheet ? sheet.wrong : [])), pair: null };
  const kit = await joinKit(one, other);
  return typeof kit === 'string' ? { lines: [[], []], pair: kit } : kit;
}

/** Whether each sheet's last group was typed: what was never written down is good for nothing. */
export function areWrittenDown(sheets: readonly KitSheet[], lastGroups: readonly string[]): boolean {
  return sheets.every(({ lines }, index) => isTypedAs(lines.at(-1)?.split(' ').at(-1) ?? '', lastGroups[index] ?? ''));
}
