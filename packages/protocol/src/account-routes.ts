/**
 * The calls about an account: its ways in (password, passkey, recovery code), its sealed secret, its sealed vault, its sessions, its end.
 * @module
 */
import * as z from 'zod/mini';
import { bytes32, bytesExactly, bytesUpTo, day, id, uint } from './fields.ts';

const nothing = z.strictObject({});
/** OPAQUE messages, base64url, as `@serenity-kit/opaque` makes them. */
export const opaqueMessage = z.string().check(z.minLength(1), z.maxLength(2048), z.regex(/^[A-Za-z0-9_-]+$/u));
/** Trimmed and lower-cased (NFKC) by the client; the server stores `HMAC(pepper, name)` only. */
const loginName = z.string().check(z.minLength(1), z.maxLength(256));
export const token = z.string().check(z.minLength(16), z.maxLength(128));

const wrapKinds = ['password', 'passkey', 'recovery'] as const;
/** The account secret, sealed under what its owner knows or has. */
const wrap = z.strictObject({ id, kind: z.enum(wrapKinds), version: uint, bytes: bytesUpTo(512), salt: bytesUpTo(64) });
export type Wrap = z.infer<typeof wrap>;

/** `since`: the server's UTC day on which it was written. */
const listedWrap = z.strictObject({ ...wrap.shape, since: day });
export type ListedWrap = z.infer<typeof listedWrap>;

/** `bytes` is empty at version 0: nothing was written so far. */
const vault = z.strictObject({ version: uint, bytes: bytesUpTo(1_048_576) });

const opened = z.strictObject({ account: id, token });

/** Random to everybody but its owner (`accountDeviceTag`, `personaDeviceTag` of ids.ts): by it another device of theirs ends the session. */
export const deviceTag = z.optional(id);
/** Of one account, and of one persona. */
export const mostEndedDevices = 256;

export const accountRoutes = {
  'account/register-start': {
    needs: 'nothing',
    request: z.strictObject({ name: loginName, message: opaqueMessage }),
    response: z.strictObject({ account: id, message: opaqueMessage }),
  },
  /** `conflict`: the name is taken. */
  'account/register-finish': {
    needs: 'nothing',
    request: z.strictObject({ name: loginName, account: id, record: opaqueMessage, device: deviceTag }),
    response: opened,
  },
  'account/login-start': {
    needs: 'nothing',
    request: z.strictObject({ name: loginName, message: opaqueMessage }),
    response: z.strictObject({ login: id, message: opaqueMessage }),
  },
  /** `unauthenticated`: wrong name or password, never which. */
  'account/login-finish': {
    needs: 'nothing',
    request: z.strictObject({ login: id, message: opaqueMessage, device: deviceTag }),
    response: opened,
  },
  /** The public key that follows from the account's secret. It is written once; again the same is no mistake, another is a `conflict`. */
  'account/key': { needs: 'account', request: z.strictObject({ key: bytes32 }), response: nothing },
  'account/challenge': {
    needs: 'nothing',
    request: z.strictObject({ account: id }),
    response: z.strictObject({ nonce: bytes32 }),
  },
  /** The signature is over `ctx("account-session", account, nonce, origin)`, by the account's key. `refused`: the device was ended. */
  'account/session': {
    needs: 'nothing',
    request: z.strictObject({ account: id, nonce: bytes32, signature: bytesExactly(64), device: deviceTag }),
    response: z.strictObject({ token }),
  },
  /** The session of this very token is over; no other. */
  'account/logout': { needs: 'account', request: nothing, response: nothing },
  /** Its sessions are over, and none is opened for it any more. `refused`: {@link mostEndedDevices} were. */
  'account/end-device': { needs: 'account', request: z.strictObject({ device: id }), response: nothing },
  /**
   * A new secret in place of the old one, with the password's proof (from `account/login-start`) beside the session: the wrap in place of all
   * others, the vault sealed anew, the key that follows from the new secret. All or nothing; then all other sessions of the account are over.
   * `unauthenticated`: the proof does not hold, or is another account's; `conflict`: the vault's version is not the stored one + 1.
   */
  'account/renew': {
    needs: 'account',
    request: z.strictObject({ login: id, message: opaqueMessage, wrap, vault, key: bytes32 }),
    response: nothing,
  },
  /** Ends the account: ways in, vault and sessions are gone. What its personas wrote is not the account's. */
  'account/delete': { needs: 'account', request: nothing, response: nothing },
  /** A new password; `name` must be the account's, else `unauthenticated`. */
  'password/start': {
    needs: 'account',
    request: z.strictObject({ name: loginName, message: opaqueMessage }),
    response: z.strictObject({ message: opaqueMessage }),
  },
  /** All or nothing: the new record, the new wrap in place of every other of a password, and all other sessions of the account are over. */
  'password/finish': {
    needs: 'account',
    request: z.strictObject({ name: loginName, record: opaqueMessage, wrap }),
    response: nothing,
  },
  /** In place of the account's earlier one. `lookup` is the hash of what opening it will take. */
  'recovery/write': { needs: 'account', request: z.strictObject({ wrap, lookup: bytes32 }), response: nothing },
  /** `unauthenticated`: no such name, no such code, or not one of the other; never which. */
  'recovery/open': {
    needs: 'nothing',
    request: z.strictObject({ name: loginName, proof: bytes32 }),
    response: z.strictObject({ account: id, wrap }),
  },
  /** One more. `lookup` is the hash of what opening it will take. */
  'passkey/write': { needs: 'account', request: z.strictObject({ wrap, lookup: bytes32 }), response: nothing },
  /** `unauthenticated`: no such passkey. */
  'passkey/open': {
    needs: 'nothing',
    request: z.strictObject({ proof: bytes32 }),
    response: z.strictObject({ account: id, wrap }),
  },
  'wraps/read': { needs: 'account', request: nothing, response: z.strictObject({ wraps: z.array(listedWrap) }) },
  /** A password's; passkeys and recovery codes have calls of their own. */
  'wraps/write': { needs: 'account', request: z.strictObject({ wrap }), response: nothing },
  /** A way in that is not there is no mistake; the password is never removed, only changed: `refused`. */
  'wraps/remove': { needs: 'account', request: z.strictObject({ id }), response: nothing },
  'vault/read': { needs: 'account', request: nothing, response: vault },
  /** Compare-and-swap: `version` must be the stored one + 1, else `conflict`. */
  'vault/write': { needs: 'account', request: vault, response: nothing },
} as const;

/** What the signature of an account's session is over. */
export function accountSessionContext(
  account: Uint8Array,
  nonce: Uint8Array,
  origin: string,
): readonly ['account-session', Uint8Array, Uint8Array, string] {
  return ['account-session', account, nonce, origin];
}
