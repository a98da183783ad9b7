/**
 * One line → the guardians that it names.
 * @module
 */
import type { Cells } from './cells.ts';
import type { Guardian } from './dialects.ts';
import type { GuardianValues } from './proposals.ts';
import type { Say } from './read-ward.ts';
import { isEmail, isPhone, several } from './values/contacts.ts';
import { peopleOf, type Endings, type Name } from './values/names.ts';
import { codeOf, relations, type Relation } from './values/words.ts';

/** What the names of a guardian's columns say of whoever stands in them. */
export interface Said {
  relation: { code: Relation; text: string } | null;
  isCustodian: boolean;
}

export function saidBy(names: readonly string[]): Said {
  const all = names.join(' ');
  const parent = /Mutter|Vater|Mother|Father/iu.exec(all)?.[0];
  const code = parent === undefined ? null : codeOf(relations, parent);
  return {
    relation: parent === undefined || code === null ? null : { code, text: parent },
    isCustodian: /sorge|erziehungsb|legal|betreuer/iu.test(all),
  };
}

/** Null: nothing stands where a name would. */
function readNames(cells: Cells, who: Guardian, endings: Endings, say: Say): Name[] | null {
  const { line } = cells.row;
  const whole = cells.one(`${who}.name`);
  const apart = { given: cells.text(`${who}.given-name`) ?? '', family: cells.text(`${who}.family-name`) ?? '' };
  const named = whole === null ? [apart] : peopleOf(whole.text, endings);
  const column = whole?.column ?? cells.one(`${who}.family-name`)?.column ?? cells.one(`${who}.given-name`)?.column;
  if (column === undefined) return null;
  if (whole !== null && named.some((name) => 'isUnsure' in name && name.isUnsure === true && name.given !== ''))
    say({ line, column, code: 'name-unsure' });
  const complete = named.filter(({ given, family }) => given !== '' && family !== '');
  if (complete.length < named.length) say({ line, column, code: 'guardian-name' });
  if (complete.length > 1 && cells.all(`${who}.phone`).length > 0) say({ line, column, code: 'shared-contact' });
  return complete.map(({ given, family }) => ({ given, family }));
}

function readContacts(cells: Cells, who: Guardian, say: Say): Pick<GuardianValues, 'phones' | 'emails'> {
  const { line } = cells.row;
  const read = (part: 'phone' | 'email', isGood: (text: string) => boolean) =>
    cells.all(`${who}.${part}`).flatMap(({ column, text }) => {
      const found = several(text);
      if (!found.every(isGood)) say({ line, column, code: part });
      return found;
    });
  return { phones: read('phone', isPhone), emails: read('email', isEmail) };
}

export function readGuardian(
  cells: Cells,
  who: Guardian,
  said: Said,
  endings: Endings,
  say: Say,
): readonly GuardianValues[] {
  const names = readNames(cells, who, endings, say);
  const contacts = readContacts(cells, who, say);
  const lonely = cells.one(`${who}.phone`) ?? cells.one(`${who}.email`);
  if (names === null) {
    if (lonely !== null) say({ line: cells.row.line, column: lonely.column, code: 'guardian-name' });
    return [];
  }
  const text = cells.text(`${who}.relation`);
  const code = text === null ? null : codeOf(relations, text);
  const relation = text === null ? said.relation : { code, text };
  // Of two people in one cell nobody is told apart as mother or father.
  const each = names.length > 1 && text === null ? null : relation;
  return names.map((name) => ({ ...name, relation: each, isCustodian: said.isCustodian, ...contacts }));
}
