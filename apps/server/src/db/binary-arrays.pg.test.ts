/**
 * Arrays in binary form, as PostgreSQL understands them.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';
import { byteaArray, int2Array, int4Array, int8Array, textArray, timestampArray, uuidArray } from './binary-arrays.ts';
import { rows } from './query.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

async function elements<Value>(type: string, array: Buffer): Promise<Value[]> {
  const found = await rows<{ value: Value }>(server.pool, `SELECT unnest($1::${type}[]) AS value`, [array]);
  return found.map(({ value }) => value);
}

it('numbers', async () => {
  expect(await elements('smallint', int2Array([-32_768, 0, 32_767]))).toEqual([-32_768, 0, 32_767]);
  expect(await elements('integer', int4Array([-(2 ** 31), -1, 2 ** 31 - 1]))).toEqual([-(2 ** 31), -1, 2 ** 31 - 1]);
  const large = [Number.MIN_SAFE_INTEGER, -1, null, 0, 2 ** 32, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER];
  expect(await elements('bigint', int8Array(large))).toEqual(large);
});

it('nothing that does not fit', () => {
  expect(() => int2Array([2 ** 15])).toThrow(RangeError);
  expect(() => int4Array([2 ** 31])).toThrow(RangeError);
  expect(() => int8Array([2 ** 53])).toThrow(RangeError);
  expect(() => uuidArray([random(15)])).toThrow(RangeError);
});

it('ids, bytes and texts', async () => {
  const ids = [random(16), null, random(16)];
  expect(await elements<Bytes | null>('uuid', uuidArray(ids))).toEqual(ids);
  const bytes = [random(0), random(1), random(5000)];
  expect(await elements<Bytes>('bytea', byteaArray(bytes))).toEqual(bytes);
  const texts = ['', 'append', 'ä "{,}" \\ NULL', '😀'];
  expect(await elements('text', textArray(texts))).toEqual(texts);
});

it('times, before and after the day from which PostgreSQL counts', async () => {
  const times = [0, Date.UTC(1999, 11, 31, 23, 59, 59, 999), Date.UTC(2026, 10, 28, 20, 1, 2, 3)].map(
    (at) => new Date(at),
  );
  expect(await elements('timestamptz', timestampArray(times))).toEqual(times);
});

it('no elements', async () => {
  for (const [type, array] of [
    ['uuid', uuidArray([])],
    ['text', textArray([])],
    ['integer', int4Array([])],
  ] as const)
    expect(await elements(type, array)).toEqual([]);
});
