/**
 * Ed25519 (RFC 8032) over a `ctx` and nothing else: bytes cannot be signed, only a label and its parts.
 *
 * libsodium refuses keys of small order, keys and signatures that are not in canonical form; every client must, or two of them would fold
 * two different member lists.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx, type CtxPart } from '@obhut/protocol/ctx.ts';
import { demandLength, lib, owned } from './sodium.ts';

const publicKeyLength = 32;
const signatureLength = 64;

export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Bytes;
  /** 64 bytes, libsodium's form: seed ‖ public key. */
  readonly secretKey: Bytes;
}

/** From a seed of 32 bytes. */
export function signingKey(seed: Uint8Array): SigningKey {
  demandLength(seed, 32, 'the seed');
  const pair = lib().crypto_sign_seed_keypair(seed);
  return { publicKey: owned(pair.publicKey), secretKey: owned(pair.privateKey) };
}

/** The signature over `ctx(label, …parts)`; 64 bytes. */
export function signCtx(key: SigningKey, label: string, ...parts: readonly CtxPart[]): Bytes {
  return owned(lib().crypto_sign_detached(ctx(label, ...parts), key.secretKey));
}

export function verifyCtx(
  publicKey: Uint8Array,
  signature: Uint8Array,
  label: string,
  ...parts: readonly CtxPart[]
): boolean {
  if (publicKey.length !== publicKeyLength || signature.length !== signatureLength) return false;
  return lib().crypto_sign_verify_detached(signature, ctx(label, ...parts), publicKey);
}
