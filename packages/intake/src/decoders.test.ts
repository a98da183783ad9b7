/**
 * Any bytes are a table or are refused; nothing throws, whatever is inside.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from './encoding.ts';
import { kindOf } from './file-kind.ts';
import { readTable } from './intake.ts';
import { readKept } from './mapping.ts';
import { openWorkbook } from './xlsx/workbook.ts';
import { unpack } from './xlsx/archive.ts';

const begun = ['PK\u0003\u0004', '\u00ff\u00fe', '\u00ef\u00bb\u00bf', '"', ';', '%PDF', ''].map((text) =>
  Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
);
const anything = fc
  .tuple(fc.constantFrom(...begun), fc.uint8Array({ maxLength: 300 }))
  .map(([beginning, rest]) => Uint8Array.from([...beginning, ...rest]));

test('property: what a file is, in what it is written and what is packed in it', () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      expect(['text', 'zip', 'object']).toContain(typeof kindOf(bytes) === 'object' ? 'object' : kindOf(bytes));
      expect(decode(bytes)).toSatisfy((read: object) => 'text' in read || 'refused' in read);
      expect(unpack(bytes)).toSatisfy((read: object) => read instanceof Map || 'refused' in read);
      expect(openWorkbook(bytes)).toSatisfy((read: object) => 'sheets' in read || 'refused' in read);
      expect(readTable(bytes)).toSatisfy((read: object) => 'rows' in read || 'refused' in read);
    }),
    { numRuns: 1000 },
  );
});

test('property: what was kept of a mapping is one, or is none', () => {
  const good = { fingerprint: 'a|b', fields: [null], dayOrders: { a: 'day-first' } };
  expect(readKept(good)).toEqual(good);
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(readKept(value)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom('fingerprint', 'fields', 'dayOrders'), fc.anything(), (name, value) => {
      expect(() => readKept({ ...good, [name]: value })).not.toThrow();
    }),
  );
});
