/**
 * Values that fit a schema of the wire, drawn from the schema itself: a call that comes to the protocol is tried like all others, without a word
 * about it here. For bytes the schema is asked which lengths it takes.
 * @module
 */
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import type { Bytes } from '../bytes.ts';

/** Where what names something is taken from: ids, hashes and words that are somebody's. */
export interface Known {
  readonly bytes: (length: number) => fc.Arbitrary<Bytes>;
  readonly text: fc.Arbitrary<string>;
}

const lengths = [0, 1, 12, 16, 24, 32, 40, 48, 64, 65, 72, 80, 128, 200, 512, 1216];

const randomBytes = (length: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Uint8Array.from(bytes));

/** Nothing is known: everything is made up. */
export const nothingKnown: Known = {
  bytes: randomBytes,
  text: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' }),
};

const plainSigns = 'ABCXYZabcxyz019_-'.split('');
/** What some text somewhere has stumbled over: ends of strings, escapes, characters of one to four bytes, marks without a width. */
const oddSigns = [
  ...'\0\n\r\t\'"\\%/<{;'.split(''),
  ' ',
  'a',
  'ß',
  '€',
  '😀',
  '\u{7f}',
  '\u{200f}',
  '\u{feff}',
  '\u{ffff}',
];

/** What a schema or a check is made of, by name. */
type Parts = Readonly<Record<string, unknown>>;

function partsOf(value: unknown): Parts {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function schemasIn(value: unknown): z.ZodMiniType[] {
  return Object.values(partsOf(value)).filter((each): each is z.ZodMiniType => each instanceof z.ZodMiniType);
}

function fits(schema: z.ZodMiniType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

interface Limits {
  readonly least: number;
  readonly most: number;
}

function narrowed({ least, most }: Limits, check: Parts): Limits {
  switch (check['check']) {
    case 'min_length':
      return { least: Math.max(least, Number(check['minimum'])), most };
    case 'max_length':
      return { least, most: Math.min(most, Number(check['maximum'])) };
    case 'greater_than':
      return { least: Math.max(least, Number(check['value'])), most };
    case 'less_than':
      return { least, most: Math.min(most, Number(check['value']) - (check['inclusive'] === true ? 0 : 1)) };
    default:
      return { least, most };
  }
}

/** Where the library keeps what a check is made of. */
function insideOf(check: object): Parts {
  return partsOf(Reflect.get(check, '_zod'));
}

/** As the schema's checks say. */
function limitsOf(schema: z.ZodMiniType, usual: Limits): Limits {
  return (schema.def.checks ?? []).map((check) => partsOf(insideOf(check)['def'])).reduce(narrowed, usual);
}

function ofNumber(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  const { least, most } = limitsOf(schema, { least: 0, most: Number.MAX_SAFE_INTEGER });
  const near = fc.integer({ min: least, max: Math.min(most, least + 5) });
  const ends = fc.constantFrom(least, most);
  return fc.oneof(
    { arbitrary: near, weight: 4 },
    { arbitrary: ends, weight: 1 },
    fc.integer({ min: least, max: most }),
  );
}

/** Whatever comes to hand that the schema takes. */
function ofText(schema: z.ZodMiniType, known: Known): fc.Arbitrary<unknown> {
  const { least, most } = limitsOf(schema, { least: 0, most: 64 });
  const odd = fc.string({ minLength: least, maxLength: most, unit: fc.constantFrom(...oddSigns) });
  const plain = fc.string({ minLength: Math.max(1, least), maxLength: most, unit: fc.constantFrom(...plainSigns) });
  return fc.oneof(known.text, plain, odd).filter((text) => !text.startsWith('\u{feff}') && fits(schema, text));
}

function ofBytes(schema: z.ZodMiniType, known: Known): fc.Arbitrary<unknown> {
  const taken = lengths.filter((length) => fits(schema, new Uint8Array(length)));
  if (taken.length === 0) throw new TypeError('a schema that takes nothing which is known here');
  return fc
    .constantFrom(...taken)
    .chain((length) => fc.oneof({ arbitrary: known.bytes(length), weight: 4 }, randomBytes(length)));
}

function ofObject(shape: unknown, known: Known): fc.Arbitrary<unknown> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  for (const [name, schema] of Object.entries(partsOf(shape))) {
    if (!(schema instanceof z.ZodMiniType)) throw new TypeError(`${name} is no schema`);
    fields[name] = arbitraryOf(schema, known);
    if (schema.def.type !== 'optional') requiredKeys.push(name);
  }
  return fc.record(fields, { requiredKeys });
}

function ofArray(schema: z.ZodMiniType, element: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { least, most } = limitsOf(schema, { least: 0, most: 4 });
  return fc.array(element, { minLength: least, maxLength: Math.max(least, most) });
}

/** Throws TypeError for what no schema of the wire is made of so far. */
export function arbitraryOf(schema: z.ZodMiniType, known: Known = nothingKnown): fc.Arbitrary<unknown> {
  const def = partsOf(schema.def);
  const inner = (name: string) => schemasIn(def[name]).map((each) => arbitraryOf(each, known));
  const one = (name: string) => schemasIn({ it: def[name] }).map((each) => arbitraryOf(each, known));
  switch (def['type']) {
    case 'object':
      return ofObject(def['shape'], known);
    case 'array':
      return ofArray(schema, fc.oneof(...one('element')));
    case 'tuple':
      return fc.tuple(...inner('items'));
    case 'union':
      return fc.oneof(...inner('options'));
    case 'nullable':
      return fc.option(fc.oneof(...one('innerType')), { freq: 4 });
    case 'optional':
      return fc.oneof(...one('innerType'));
    case 'literal':
      return fc.constantFrom(...Object.values(partsOf(def['values'])));
    case 'enum':
      return fc.constantFrom(...Object.values(partsOf(def['entries'])));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return ofNumber(schema);
    case 'string':
      return ofText(schema, known);
    case 'custom':
      return ofBytes(schema, known);
    default:
      throw new TypeError(`a schema of type ${String(def['type'])}: nothing here makes values for it`);
  }
}
