import { beforeAll, expect, test } from 'vitest';
import { sealedContract } from './bitflip.contract.ts';
import { cryptoReady } from './sodium.ts';
import { openVault, sealVault } from './vault.ts';

beforeAll(cryptoReady);

const [secret, otherSecret] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const [account, otherAccount] = [new Uint8Array(16).fill(3), new Uint8Array(16).fill(4)];
const plain = new Uint8Array(100).fill(5);

test('the account secret opens the vault of its account and version, and no other', () => {
  const sealed = sealVault(secret, account, 7, plain);
  expect(openVault(secret, account, 7, sealed)).toEqual(plain);
  expect(openVault(secret, account, 8, sealed)).toBeNull();
  expect(openVault(secret, otherAccount, 7, sealed)).toBeNull();
  expect(openVault(otherSecret, account, 7, sealed)).toBeNull();
  sealedContract(sealed, (bytes) => openVault(secret, account, 7, bytes));
});
