/**
 * What follows from an account's secret and from its recovery code, for the server to recognise them by (docs/decisions/0013).
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { kdf } from './kdf.ts';
import { signingKey, type SigningKey } from './signatures.ts';
import { demandLength } from './sodium.ts';

/** Opens the account's sessions: whoever has the secret needs no password for them. */
export function accountKey(accountSecret: Uint8Array, account: Uint8Array): SigningKey {
  demandLength(accountSecret, 32, 'the account secret');
  return signingKey(kdf(accountSecret, ctx('account-sign', account)));
}

/** What fetches the wrap of a recovery code: 32 bytes that say nothing about the wrap's key. */
export function recoveryProof(code: Uint8Array): Bytes {
  demandLength(code, 16, 'the recovery code');
  return kdf(code, ctx('recovery-proof'));
}

/** The same of a passkey, from the output of its PRF: 32 bytes. */
export function passkeyProof(prfOutput: Uint8Array): Bytes {
  demandLength(prfOutput, 32, 'the PRF output');
  return kdf(prfOutput, ctx('passkey-proof'));
}
