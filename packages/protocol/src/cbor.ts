/**
 * CBOR (RFC 8949) in one canonical form: what decodes must encode to the very same bytes, and must fit a schema.
 * @module
 */
import { decode, encode } from 'cborg';
import * as z from 'zod/mini';
import { equalBytes, type Bytes } from './bytes.ts';

/** Why bytes from outside were not taken. It never carries the bytes themselves. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

/** How many lists and maps may lie in each other: far more than anything here needs, far less than a stack holds. */
export const mostDepth = 64;

/** A byte order mark in front would be lost in decoding, and half a surrogate pair has no UTF-8. */
function isPlainText(text: string): boolean {
  return text.isWellFormed() && !text.startsWith('\u{feff}');
}

/** Only what has one form: null, booleans, safe integers, well-formed text, bytes, and lists and records of these. */
function isPlain(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return true;
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value === 'string') return isPlainText(value);
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return value.every((each) => isPlain(each, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  return Object.entries(value).every(
    ([key, each]) => key !== '__proto__' && isPlainText(key) && isPlain(each, depth - 1),
  );
}

/** Throws TypeError for what could not be decoded again: fractions, `undefined`, instances of classes. */
export function encodeCbor(value: unknown): Bytes {
  if (!isPlain(value, mostDepth)) throw new TypeError('a value without a canonical form');
  return new Uint8Array(encode(value));
}

function decodeStrict(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowNaN: false,
      allowInfinity: false,
      allowBigInt: false,
      rejectDuplicateMapKeys: true,
      useMaps: false,
    });
  } catch {
    throw new MalformedError('not CBOR in canonical form');
  }
}

/** Decodes and demands that re-encoding gives the same bytes. Throws {@link MalformedError}. */
export function decodeCanonical(bytes: Uint8Array): unknown {
  const value = decodeStrict(bytes);
  if (!isPlain(value, mostDepth) || !equalBytes(encode(value), bytes))
    throw new MalformedError('not CBOR in canonical form');
  return value;
}

/** As {@link decodeCanonical}, then demands the schema. Throws {@link MalformedError}. */
export function decodeCbor<Schema extends z.ZodMiniType>(schema: Schema, bytes: Uint8Array): z.output<Schema> {
  const parsed = schema.safeParse(decodeCanonical(bytes));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.filter((step) => typeof step !== 'symbol').join('.') ?? '';
    throw new MalformedError(`does not fit the schema at "${where}"`);
  }
  return parsed.data;
}

/** As {@link decodeCbor}, for what one has encoded and sealed oneself: that it is in canonical form is not asked again. */
export function decodeOwn<Schema extends z.ZodMiniType>(schema: Schema, bytes: Uint8Array): z.output<Schema> {
  const parsed = schema.safeParse(decodeStrict(bytes));
  if (!parsed.success) throw new MalformedError('does not fit the schema');
  return parsed.data;
}
