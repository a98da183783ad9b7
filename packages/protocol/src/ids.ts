/**
 * Ids that follow from what they name: 16 bytes, so that an id can be paired with one key and one beginning only.
 * @module
 */
import type { Bytes } from './bytes.ts';
import { hashCtx } from './hash.ts';

function first16(bytes: Bytes): Bytes {
  return bytes.slice(0, 16);
}

/** `H(ctx("institution", body of leadership's genesis))[0..16]`; printed on every letter. */
export function institutionId(leadershipGenesisBody: Uint8Array): Bytes {
  return first16(hashCtx('institution', leadershipGenesisBody));
}

/** `H(ctx("space", institution, genesis body))[0..16]`; `institution` is null for leadership alone, whose genesis makes the institution. */
export function spaceId(institution: Uint8Array | null, genesisBody: Uint8Array): Bytes {
  return first16(hashCtx('space', institution, genesisBody));
}

/** Persona, device and kit: `H(ctx(class, institution, Ed25519 key, H(KEM key)))[0..16]`. */
export function memberId(
  memberClass: 'persona' | 'device' | 'kit',
  institution: Uint8Array,
  signKey: Uint8Array,
  kemHash: Uint8Array,
): Bytes {
  return first16(hashCtx(memberClass, institution, signKey, kemHash));
}

/** Under which a keyring carries the KEM seed of an earlier epoch, beside the entries of buckets. */
export function seedEntryId(space: Bytes, epoch: number): Bytes {
  return hashCtx('seed-entry', space, epoch).slice(0, 16);
}

/**
 * Of a device's sessions with an account, and with a persona. The seed, 16 random bytes, is known to their owner's devices alone: so the server
 * does not see which account and which persona, or which two personas, are on one device.
 */
export function accountDeviceTag(seed: Uint8Array): Bytes {
  return first16(hashCtx('account-device', seed));
}

export function personaDeviceTag(seed: Uint8Array, institution: Uint8Array, persona: Uint8Array): Bytes {
  return first16(hashCtx('persona-device', seed, institution, persona));
}
