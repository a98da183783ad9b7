import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { equalBytes } from '../bytes.ts';
import { decodeCbor, encodeCbor } from '../cbor.ts';
import { eventFields } from '../event.ts';
import { bytesBetween } from '../fields.ts';
import { routes } from '../routes.ts';
import { arbitraryOf } from './arbitrary.ts';

test.each(Object.entries(routes))(
  '%s: what is drawn is asked rightly, and an answer too',
  (_, { request, response }) => {
    for (const schema of [request, response]) {
      const drawn = arbitraryOf(schema);
      fc.assert(
        fc.property(drawn, (value) => {
          const bytes = encodeCbor(value);
          expect(equalBytes(encodeCbor(decodeCbor(schema, bytes)), bytes)).toBe(true);
        }),
        { numRuns: 20 },
      );
    }
  },
);

test('both ends of a number and every length of bytes are drawn, and what may be missing is missing', () => {
  const drawn = fc
    .sample(arbitraryOf(z.strictObject(eventFields)), { numRuns: 300, seed: 1 })
    .map((value) => JSON.stringify(value));
  expect(drawn.some((text) => text.includes(`"epoch":${Number.MAX_SAFE_INTEGER}`))).toBe(true);
  expect(drawn.some((text) => text.includes('"through":null'))).toBe(true);
  const lengths = fc
    .sample(arbitraryOf(bytesBetween(1, 40)), { numRuns: 300, seed: 1 })
    .map((value) => value instanceof Uint8Array && value.length);
  expect(new Set(lengths)).toEqual(new Set([1, 12, 16, 24, 32, 40]));
});

test('a schema for which nothing is made is said', () => {
  expect(() => arbitraryOf(z.map(z.string(), z.string()))).toThrow('type map');
  expect(() => arbitraryOf(bytesBetween(5, 5))).toThrow('takes nothing');
});
