/**
 * A signed-in device admits a new one (docs/decisions/0014): the new one commits to a nonce before it sees the other's, so that a server in
 * the middle would have to guess the twelve digits that are compared.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { twelveDigits } from './confirm.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import type { KemKey } from './xwing.ts';

/** Everything that both sides have seen; what is sealed opens in this run only. */
export interface PairingRun {
  /** 16 bytes. */
  readonly mailbox: Uint8Array;
  /** `H` of the new device's key, 32 bytes. */
  readonly kemHash: Uint8Array;
  /** Of the new device and of the signed-in one, 32 bytes each. */
  readonly newNonce: Uint8Array;
  readonly oldNonce: Uint8Array;
}

/** From the secret in the code, which the server is not told. */
export function pairingMailbox(secret: Uint8Array): Bytes {
  return hashCtx('pairing-mailbox', secret).slice(0, 16);
}

/** What the new device shows of its nonce at first; 32 bytes. */
export function pairingCommit({ mailbox, kemHash, newNonce }: Omit<PairingRun, 'oldNonce'>): Bytes {
  return hashCtx('pairing-commit', mailbox, kemHash, newNonce);
}

/** A tablet's nonce opens to its signing key, so that the digits stand for that key, too. `random`: 32 bytes. */
export function pairingNonce(signKey: Uint8Array, random: Uint8Array): Bytes {
  return hashCtx('pairing-nonce', signKey, random);
}

export function pairingDigits({ mailbox, kemHash, newNonce, oldNonce }: PairingRun): string {
  return twelveDigits(hashCtx('pairing-digits', mailbox, kemHash, newNonce, oldNonce));
}

function info(run: PairingRun): Bytes {
  return ctx('pairing', run.mailbox);
}

function aad({ kemHash, newNonce, oldNonce }: PairingRun): Bytes {
  return ctx('pairing-aad', kemHash, newNonce, oldNonce);
}

/** Null if `publicKey` is no X-Wing key. */
export function sealPairing(publicKey: Uint8Array, run: PairingRun, plain: Uint8Array): Bytes | null {
  return hpkeSeal(publicKey, info(run), aad(run), plain);
}

/** Null if it was not sealed for this key and run. */
export function openPairing(kem: KemKey, run: PairingRun, sealed: Uint8Array): Bytes | null {
  return hpkeOpen(kem.secretKey, info(run), aad(run), sealed);
}
