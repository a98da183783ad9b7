import { beforeAll, expect, test } from 'vitest';
import { sealedContract } from './bitflip.contract.ts';
import { openBox, sealBox, type BoxPlace } from './box.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { hpkeSeal } from './hpke.ts';
import { personaKeys } from './keys.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const id = (fill: number) => new Uint8Array(16).fill(fill);
const place: BoxPlace = { institution: id(1), space: id(2), epoch: 3, member: id(4) };
const epochSecret = new Uint8Array(32).fill(9);
const keysOf = (fill: number) => personaKeys(new Uint8Array(32).fill(fill)).kem;

function boxFor(fill: number) {
  const kem = keysOf(fill);
  const box = sealBox({ ...place, kemPublicKey: kem.publicKey, kemHash: kem.hash }, epochSecret);
  if (box === null) throw new Error('a key of ours was refused');
  return box;
}

test('the member opens the box, nobody else', () => {
  const box = boxFor(5);
  expect(openBox(keysOf(5), place, box)).toEqual(epochSecret);
  expect(openBox(keysOf(6), place, box)).toBeNull();
});

test.each([{ institution: id(9) }, { space: id(9) }, { epoch: 4 }, { member: id(9) }])(
  'a box moved to %o does not open',
  (moved) => {
    expect(openBox(keysOf(5), { ...place, ...moved }, boxFor(5))).toBeNull();
  },
);

test('any change is noticed', () => {
  sealedContract(boxFor(5), (bytes) => openBox(keysOf(5), place, bytes), 50);
});

test('nothing is sealed to a key that is not the one of the fold', () => {
  const [kem, other] = [keysOf(5), keysOf(6)];
  expect(sealBox({ ...place, kemPublicKey: other.publicKey, kemHash: kem.hash }, epochSecret)).toBeNull();
});

test('a member with a key that is none stops nobody: it gets no box', () => {
  const kemPublicKey = new Uint8Array(1216).fill(255);
  expect(sealBox({ ...place, kemPublicKey, kemHash: hash(kemPublicKey) }, epochSecret)).toBeNull();
});

test('a box that holds anything but 32 bytes is no box', () => {
  const kem = keysOf(5);
  const info = ctx('box', place.institution, place.space, place.epoch);
  const box = hpkeSeal(kem.publicKey, info, ctx('box-aad', place.member, kem.hash), new Uint8Array(31));
  expect(openBox(kem, place, box ?? new Uint8Array(0))).toBeNull();
});

test('what is no epoch’s secret is put into no box', () => {
  const { publicKey: kemPublicKey, hash: kemHash } = keysOf(5);
  expect(() => sealBox({ ...place, kemPublicKey, kemHash }, new Uint8Array(31))).toThrow('the epoch secret');
});
