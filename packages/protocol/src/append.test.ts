/**
 * The wire of an append has exactly the fields of protocol.md, sections 5 and 6: no more, so that nothing leaks by it, and no fewer.
 */
import { expect, test } from 'vitest';
import { appendRequest, kemKeyBytes } from './append.ts';

const id = new Uint8Array(16);
const hash = new Uint8Array(32);
const bytes = new Uint8Array(8);

const event = {
  kind: 'event',
  version: 1,
  epoch: 1,
  bucket: id,
  event: id,
  expiry: 0,
  notify: 'none',
  index: 0,
  hash,
  author: id,
  through: { space: id, index: 0, hash },
  bytes,
};
const items: Record<string, unknown>[] = [
  event,
  { kind: 'control', record: bytes },
  { kind: 'box', epoch: 1, member: id, bytes },
  { kind: 'entry', epoch: 1, bucket: id, bytes },
  { kind: 'key', bytes: new Uint8Array(kemKeyBytes) },
];

function isAccepted(item: unknown, part: Record<string, unknown> = { space: id, index: 0 }): boolean {
  return appendRequest.safeParse({ parts: [{ ...part, items: [item] }] }).success;
}

test.each(items)('a $kind has these fields, and all of them', (item) => {
  expect(isAccepted(item)).toBe(true);
  for (const field of Object.keys(item)) {
    expect(isAccepted(Object.fromEntries(Object.entries(item).filter(([name]) => name !== field))), field).toBe(false);
  }
});

test.each(items)('a $kind has no others', (item) => {
  for (const field of ['type', 'event_type', 'name', 'time', 'size', 'meta']) {
    expect(isAccepted({ ...item, [field]: 'x' }), field).toBe(false);
  }
});

test('a part names its space and the control index, nothing else; a member space its head', () => {
  expect(isAccepted(event, { space: id })).toBe(false);
  expect(isAccepted(event, { index: 0 })).toBe(false);
  expect(isAccepted(event, { space: id, index: 0, title: 'x' })).toBe(false);
  expect(isAccepted({ ...event, through: { space: id, index: 0 } })).toBe(false);
  expect(isAccepted({ ...event, through: { space: id, index: 0, hash, name: 'x' } })).toBe(false);
});
