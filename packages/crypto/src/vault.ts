/**
 * The vault: persona seeds, pins and settings, sealed under the account secret; each version is bound, so that an older one cannot pass for it.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { kdf } from './kdf.ts';

function vaultKey(accountSecret: Uint8Array, account: Uint8Array): Bytes {
  return kdf(accountSecret, ctx('vault-key', account));
}

function aad(account: Uint8Array, version: number): Bytes {
  return ctx('vault', account, version);
}

export function sealVault(accountSecret: Uint8Array, account: Uint8Array, version: number, plain: Uint8Array): Bytes {
  return seal(vaultKey(accountSecret, account), plain, aad(account, version));
}

/** Null if it was not sealed under this secret for this account and version. */
export function openVault(
  accountSecret: Uint8Array,
  account: Uint8Array,
  version: number,
  sealed: Uint8Array,
): Bytes | null {
  return open(vaultKey(accountSecret, account), sealed, aad(account, version));
}
