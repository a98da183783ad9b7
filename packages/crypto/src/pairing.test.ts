import { hash } from '@obhut/protocol/hash.ts';
import { beforeAll, expect, test } from 'vitest';
import { sealedContract } from './bitflip.contract.ts';
import { openPairing, pairingCommit, pairingDigits, pairingMailbox, sealPairing, type PairingRun } from './pairing.ts';
import { cryptoReady } from './sodium.ts';
import { kemKey, type KemKey } from './xwing.ts';

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const plain = bytes(80, 9);
let kem: KemKey;
let run: PairingRun;

beforeAll(async () => {
  await cryptoReady();
  kem = kemKey(bytes(32, 1));
  run = { mailbox: bytes(16, 2), kemHash: hash(kem.publicKey), newNonce: bytes(32, 3), oldNonce: bytes(32, 4) };
});

const moves: (keyof PairingRun)[] = ['mailbox', 'kemHash', 'newNonce', 'oldNonce'];
const moved = (field: keyof PairingRun): PairingRun => ({ ...run, [field]: bytes(run[field].length, 8) });

test.each(moves)('with another %s nothing opens, and the digits are others', (field) => {
  const sealed = sealPairing(kem.publicKey, run, plain);
  if (sealed === null) throw new RangeError('not sealed');
  expect(openPairing(kem, run, sealed)).toEqual(plain);
  expect(openPairing(kem, moved(field), sealed)).toBeNull();
  expect(pairingDigits(moved(field))).not.toBe(pairingDigits(run));
  expect(pairingDigits(run)).toMatch(/^\d{12}$/u);
});

test('the commitment is to mailbox, key and nonce', () => {
  const commit = pairingCommit(run);
  for (const field of ['mailbox', 'kemHash', 'newNonce'] as const)
    expect(pairingCommit(moved(field))).not.toEqual(commit);
  expect(pairingCommit(moved('oldNonce'))).toEqual(commit);
});

test('another key opens nothing, any change is noticed, and what is no key gets nothing', () => {
  const sealed = sealPairing(kem.publicKey, run, plain);
  if (sealed === null) throw new RangeError('not sealed');
  expect(openPairing(kemKey(bytes(32, 7)), run, sealed)).toBeNull();
  sealedContract(sealed, (changed) => openPairing(kem, run, changed));
  expect(sealPairing(bytes(1215, 1), run, plain)).toBeNull();
});

test('the mailbox says nothing about the code’s secret but its hash', () => {
  expect(pairingMailbox(bytes(8, 1))).toHaveLength(16);
  expect(pairingMailbox(bytes(8, 1))).not.toEqual(pairingMailbox(bytes(8, 2)));
});
