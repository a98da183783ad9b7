/**
 * The fold takes whatever bytes a server sends, and never throws.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldRecord, unchecked } from './control.ts';
import { hash } from './hash.ts';
import { institutionId, spaceId } from './ids.ts';
import { encodeBody, encodeRecord } from './records.ts';
import { activeMembers, headIndex } from './state.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const bodyBytes = encodeBody({
  type: 'genesis',
  signer: key,
  through: null,
  day: 20_000,
  heads: [],
  seen: null,
  kind: 'leadership',
  nonce: new Uint8Array(16),
  members: [{ id: null, class: 'persona', role: 'owner', sign: key, kem: hash(key), until: null }],
});
const space = spaceId(null, bodyBytes);
const genesis = encodeRecord(bodyBytes, new Uint8Array(64));
const root = { id: institutionId(bodyBytes), leadership: space };

function begun() {
  const outcome = foldRecord(space, null, genesis, null, () => undefined, unchecked);
  if (outcome.result !== 'applied') throw new Error('the genesis was not taken');
  return outcome.state;
}

test('a genesis makes a space with its members', () => {
  const state = begun();
  expect([headIndex(state), state.kind, activeMembers(state, 20_000)]).toEqual([
    0,
    'leadership',
    [expect.objectContaining({ class: 'persona', role: 'owner' })],
  ]);
});

test('arbitrary bytes stop a space, and no more', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const record = Uint8Array.from(bytes);
      expect(foldRecord(space, begun(), record, root, () => undefined, unchecked)).toMatchObject({ result: 'stopped' });
    }),
  );
});

test('a record with one byte changed never throws, and is never taken for another space', () => {
  fc.assert(
    fc.property(fc.nat(genesis.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const record = genesis.slice();
      record[at] = (record[at] ?? 0) ^ change;
      const outcome = foldRecord(space, null, record, null, () => undefined, unchecked);
      const isInSignature = at >= genesis.length - 64;
      expect(outcome.result).toBe(isInSignature ? 'applied' : 'stopped');
    }),
  );
});

test('a second genesis keeps its place and has no effect', () => {
  const outcome = foldRecord(space, begun(), genesis, root, () => undefined, unchecked);
  expect(outcome).toMatchObject({ result: 'ignored', state: { epochs: [] } });
});
