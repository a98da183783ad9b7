/**
 * The account secret, wrapped under what its owner knows or has (protocol.md, section 3). These lie on the server; the wrap of one device
 * is in device-wrap.ts.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { stretch } from './argon2.ts';
import { kdf } from './kdf.ts';
import { demandLength } from './sodium.ts';

const accountSecretLength = 32;
const exportKeyLength = 64;
const printedSecretLength = 16;

export type WrapKind = 'password' | 'passkey' | 'recovery' | 'device';

export interface WrapPlace {
  /** The account's id. */
  readonly account: Uint8Array;
  /** The wrap's own id. */
  readonly wrap: Uint8Array;
  /** The account secret's version: it counts up when a stolen device makes a new one necessary. */
  readonly version: number;
}

export function wrapAad(kind: WrapKind, place: WrapPlace): Bytes {
  return ctx('wrap', place.account, kind, place.wrap, place.version);
}

/** The key of `W_password`: OPAQUE's export key, and for staff the second secret that each device was given once. */
export function passwordWrapKey(exportKey: Uint8Array, secondSecret: Uint8Array | null): Bytes {
  demandLength(exportKey, exportKeyLength, 'the export key');
  if (secondSecret !== null) demandLength(secondSecret, printedSecretLength, 'the second secret');
  return kdf(concat(exportKey, secondSecret ?? new Uint8Array(0)), ctx('wrap-password'));
}

/** The key of `W_passkey`: the output of WebAuthn's PRF, 32 bytes. */
export function passkeyWrapKey(prfOutput: Uint8Array): Bytes {
  demandLength(prfOutput, 32, 'the PRF output');
  return kdf(prfOutput, ctx('wrap-passkey'));
}

/** The key of `W_recovery`: the printed code, 16 bytes, stretched with the wrap's random salt. */
export function recoveryWrapKey(code: Uint8Array, salt: Uint8Array): Bytes {
  demandLength(code, printedSecretLength, 'the recovery code');
  return kdf(stretch(code, salt), ctx('wrap-recovery'));
}

export function sealWrap(key: Uint8Array, kind: WrapKind, place: WrapPlace, accountSecret: Uint8Array): Bytes {
  demandLength(accountSecret, accountSecretLength, 'the account secret');
  return seal(key, accountSecret, wrapAad(kind, place));
}

/** The account secret, or null if this key does not open this wrap. */
export function openWrap(key: Uint8Array, kind: WrapKind, place: WrapPlace, wrap: Uint8Array): Bytes | null {
  const accountSecret = open(key, wrap, wrapAad(kind, place));
  return accountSecret?.length === accountSecretLength ? accountSecret : null;
}
