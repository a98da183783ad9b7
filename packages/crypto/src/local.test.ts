import { beforeAll, expect, test } from 'vitest';
import { sealedContract } from './bitflip.contract.ts';
import { localKey, openLocal, sealLocal } from './local.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const plain = new Uint8Array(50).fill(5);
const place = { table: 'outbox', key: 'a' };

test('a row opens in its place, under its own key only', () => {
  const key = localKey(new Uint8Array(32).fill(1));
  const sealed = sealLocal(key, place, plain);
  expect(openLocal(key, place, sealed)).toEqual(plain);
  expect(openLocal(localKey(new Uint8Array(32)), place, sealed)).toBeNull();
  expect(openLocal(key, { ...place, table: 'pins' }, sealed)).toBeNull();
  expect(openLocal(key, { ...place, key: 'b' }, sealed)).toBeNull();
  expect(openLocal(key, { table: 'outbo', key: 'xa' }, sealed)).toBeNull();
  sealedContract(sealed, (bytes) => openLocal(key, place, bytes));
});
