/**
 * Whom the chain names as the author of a control record.
 * @module
 */
import { memberId } from '@obhut/protocol/ids.ts';
import type { MemberEntry, RecordBody } from '@obhut/protocol/records.ts';
import { hashOf, idOf, today } from '@obhut/protocol/testing/states.ts';
import { expect, it } from 'vitest';
import { controlAuthor } from './control-author.ts';

const institution = idOf(7);
const common = { through: null, day: today, heads: [], seen: null };
const entry = (sign: number, kem: number | null): MemberEntry => ({
  id: null,
  class: 'persona',
  role: 'owner',
  sign: hashOf(sign),
  kem: kem === null ? null : hashOf(kem),
  until: null,
});
const genesis = (signer: number, ...members: MemberEntry[]): RecordBody => ({
  type: 'genesis',
  ...common,
  signer: hashOf(signer),
  kind: 'leadership',
  nonce: idOf(1),
  members,
});

it('is the signer, by id', () => {
  expect(controlAuthor({ type: 'remove', ...common, signer: idOf(3), member: idOf(5) }, institution)).toEqual(idOf(3));
});

it('is in the first record of all the one whose key has signed it, by the id that follows from the keys', () => {
  const body = genesis(12, entry(11, 21), entry(12, 22));
  expect(controlAuthor(body, institution)).toEqual(memberId('persona', institution, hashOf(12), hashOf(22)));
});

it('is whatever was said where nobody’s id follows', () => {
  for (const body of [genesis(13, entry(11, 21)), genesis(12, entry(12, null))])
    expect(controlAuthor(body, institution)).toEqual(body.signer);
  const removal: RecordBody = { type: 'remove', ...common, signer: hashOf(3), member: idOf(5) };
  expect(controlAuthor(removal, institution)).toEqual(hashOf(3));
});
