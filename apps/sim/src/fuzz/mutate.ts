/**
 * Requests that are nearly right: an honest one with something in it exchanged, left out or said twice; also inside of a control record.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCanonical, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import * as fc from 'fast-check';
import type { Pool } from './pool.ts';

type Change = (value: unknown) => unknown;

/** Decoded where the bytes are CBOR of something that has parts, as a control record is. */
function partsOf(bytes: Bytes): unknown {
  try {
    const inner = decodeCanonical(bytes);
    return typeof inner === 'object' && inner !== null && !(inner instanceof Uint8Array) ? inner : null;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

function recordOf(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value));
}

/** Goes down by one number after the other, and changes what it comes to. */
function changedAt(value: unknown, path: readonly number[], change: Change): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (value instanceof Uint8Array) {
    const inner = value.length > 64 ? partsOf(Uint8Array.from(value)) : null;
    return inner === null ? change(value) : encodeCbor(changedAt(inner, path, change));
  }
  if (Array.isArray(value)) {
    const at = step % Math.max(1, value.length);
    return value.length === 0
      ? change(value)
      : value.map((each: unknown, i) => (i === at ? changedAt(each, rest, change) : each));
  }
  if (typeof value !== 'object' || value === null) return change(value);
  const names = Object.keys(value);
  const name = names[step % Math.max(1, names.length)];
  if (name === undefined) return change(value);
  const fields = recordOf(value);
  return { ...fields, [name]: changedAt(fields[name], rest, change) };
}

function otherNumber(value: number, by: number): number {
  const other = [value + 1, value - 1, value + 2, 0, value * 2, by, Number.MAX_SAFE_INTEGER][by % 7] ?? 0;
  return Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, other));
}

/** By two numbers and something of the pool, so that the same draw is the same change. */
function otherThan(value: unknown, by: number, bytes: Bytes, text: string): unknown {
  if (typeof value === 'number') return otherNumber(value, by);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return text;
  if (value instanceof Uint8Array) return bytes;
  if (Array.isArray(value)) {
    const all: unknown[] = value;
    return [all.slice(1), [...all, ...all], all.toReversed(), []][by % 4];
  }
  if (typeof value !== 'object' || value === null) return bytes;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.filter((_, at) => at !== by % Math.max(1, entries.length)));
}

const lengths = [16, 32, 64, 40];

/** At most two changes to a decoded request. */
export function mutation(pool: Pool): fc.Arbitrary<Change> {
  const one = fc
    .record({
      path: fc.array(fc.nat(40), { minLength: 1, maxLength: 9 }),
      by: fc.nat(1000),
      sized: fc.tuple(...lengths.map((length) => pool.bytes(length))),
      text: pool.text,
    })
    .map(
      ({ path, by, sized, text }): Change =>
        (value) =>
          changedAt(value, path, (old) => {
            const length = old instanceof Uint8Array ? old.length : 16;
            const same = sized.find((bytes) => bytes.length === length);
            return otherThan(old, by, same ?? sized[by % lengths.length] ?? new Uint8Array(0), text);
          }),
    );
  return fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((all) => (value) => all.reduce((now, change) => change(now), value));
}

/** One byte other, some cut off, some put on. */
export const damage: fc.Arbitrary<(bytes: Bytes) => Bytes> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(255)).map(
    ([at, byte]) =>
      (bytes: Bytes) =>
        bytes.map((old, i) => (i === at % bytes.length ? byte : old)),
  ),
  fc.nat().map((at) => (bytes: Bytes) => bytes.slice(0, at % (bytes.length + 1))),
  fc.uint8Array({ minLength: 1, maxLength: 12 }).map((more) => (bytes: Bytes) => Uint8Array.from([...bytes, ...more])),
);
