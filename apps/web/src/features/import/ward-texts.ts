/**
 * What a list says of a ward as texts in the fields of a ward, and back, so that the same list again finds nothing changed. Remarks have no
 * field: they were not written for guardians, who read what is noted of their ward.
 * @module
 */
import { isBan } from '@obhut/intake/bans.ts';
import type { WardValues } from '@obhut/intake/proposals.ts';
import { contactsOf } from '@obhut/intake/values/contacts.ts';
import { codeOf, measlesOf, religions, sexes, type Measles, type Sex } from '@obhut/intake/values/words.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import type { WardFieldName } from '@obhut/domain/wards.ts';

/** Of the institution's language; the import reads them again. */
export interface Words {
  sex: Readonly<Record<Sex, string>>;
  measles: Readonly<Record<Measles, string>>;
}

/** The group is a space and has its own way. */
export type TextField = Exclude<WardFieldName, 'name' | 'group' | 'nextGroup' | 'sign' | 'collectors'>;

export const unkept: readonly (keyof WardValues)[] = ['note'];

/** A remark about a ban stands in any column, and must not stand where guardians read. */
function lines(texts: readonly string[]): string {
  return tidyProse(texts.filter((text) => !isBan(text)).join('\n'));
}

function line(text: string | null | undefined): string {
  return text == null || isBan(text) ? '' : tidyLine(text);
}

/** Those that the list says; the others stay as they are. */
export function textsOf(values: Partial<WardValues>, words: Words): ReadonlyMap<TextField, string> {
  const { sex, measles } = values;
  const proof = measles == null ? '' : [words.measles[measles.state], measles.on ?? ''].join(' ');
  const all: Record<TextField, string> = {
    birthDate: values.born ?? '',
    allergies: lines(values.allergies ?? []),
    emergency: lines((values.emergency ?? []).map(({ name, phone }) => `${name} ${phone}`.trim())),
    diet: line(values.diet),
    room: line(values.room),
    number: line(values.number),
    sex: sex == null ? '' : words.sex[sex],
    street: line(values.street),
    postalCode: line(values.postalCode),
    town: line(values.town),
    origin: line(values.origin),
    religion: line(values.religion?.text),
    measles: tidyLine(proof),
  };
  return new Map(Object.entries(all).filter((entry): entry is [TextField, string] => entry[1] !== ''));
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** As the import would have read it. */
export function valuesOf(
  fields: Readonly<Record<WardFieldName, string>>,
  group: string | null,
  today: string,
): Omit<WardValues, 'note'> {
  const { religion, measles, allergies, emergency } = fields;
  const on = /\d{4}-\d{2}-\d{2}$/u.exec(measles)?.[0];
  return {
    number: orNull(fields.number),
    born: orNull(fields.birthDate),
    sex: codeOf(sexes, fields.sex),
    group,
    room: orNull(fields.room),
    street: orNull(fields.street),
    postalCode: orNull(fields.postalCode),
    town: orNull(fields.town),
    origin: orNull(fields.origin),
    religion: religion === '' ? null : { code: codeOf(religions, religion), text: religion },
    measles: on === undefined ? measlesOf(measles, today) : { state: 'shown', on },
    allergies: allergies === '' ? [] : allergies.split('\n'),
    diet: orNull(fields.diet),
    emergency: contactsOf(emergency),
  };
}
