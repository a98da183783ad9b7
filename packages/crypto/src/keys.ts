/**
 * Every key that follows from another (protocol.md, section 3).
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { kdf } from './kdf.ts';
import { signingKey, type SigningKey } from './signatures.ts';
import { kemKey, type KemKey } from './xwing.ts';

/** What a persona, device, kit or invite has: one key to sign with, one that boxes are sealed to. */
export interface MemberKeys {
  readonly sign: SigningKey;
  readonly kem: KemKey;
}

/** From a seed of 32 bytes; each class has labels of its own, so that one seed used twice by mistake gives unrelated keys. */
export function memberKeys(memberClass: 'persona' | 'device' | 'kit' | 'invite', seed: Uint8Array): MemberKeys {
  return {
    sign: signingKey(kdf(seed, ctx(`${memberClass}-sign`))),
    kem: kemKey(kdf(seed, ctx(`${memberClass}-kem`))),
  };
}

export function personaKeys(seed: Uint8Array): MemberKeys {
  return memberKeys('persona', seed);
}

export function deviceKeys(seed: Uint8Array): MemberKeys {
  return memberKeys('device', seed);
}

/** The KEM pair of a space of level 0 or 1, to which outer spaces box. */
export function epochKem(epochSecret: Uint8Array, space: Uint8Array, epoch: number): KemKey {
  return kemKey(epochKemSeed(epochSecret, space, epoch));
}

/** What a later keyring carries instead of `E`: it opens boxes of outer spaces, and nothing of the space itself. */
export function epochKemSeed(epochSecret: Uint8Array, space: Uint8Array, epoch: number): Bytes {
  return kdf(epochSecret, ctx('space-kem', space, epoch));
}

/** What a `rekey` publishes of `E`, so that a wrong box shows. */
export function epochCommit(space: Uint8Array, epoch: number, epochSecret: Uint8Array): Bytes {
  return hashCtx('epoch-commit', space, epoch, epochSecret);
}

export function keyringKey(epochSecret: Uint8Array, space: Uint8Array, epoch: number): Bytes {
  return kdf(epochSecret, ctx('keyring', space, epoch));
}

/** What the log publishes of a bucket's key, so that a wrong entry shows. */
export function bucketHash(bucketKey: Uint8Array): Bytes {
  return hashCtx('bucket', bucketKey);
}

export function eventKey(bucketKey: Uint8Array, space: Uint8Array, epoch: number, bucketId: Uint8Array): Bytes {
  return kdf(bucketKey, ctx('event', space, epoch, bucketId));
}
