/**
 * A person's seed on a shared tablet (docs/decisions/0018): it opens with the PIN's export key, which the server gives ten tries for, and
 * the tablet's own secret together. Neither the server nor the tablet can try PINs alone.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { kdf } from './kdf.ts';
import { demandLength } from './sodium.ts';

const exportKeyLength = 64;
const seedLength = 32;

/** Where a wrap belongs; all ids of 16 bytes. */
export interface PinPlace {
  readonly institution: Uint8Array;
  /** The tablet. */
  readonly device: Uint8Array;
  readonly persona: Uint8Array;
  readonly pin: Uint8Array;
}

/** The tablet's half, from its seed. */
export function pinDeviceSecret(deviceSeed: Uint8Array): Bytes {
  demandLength(deviceSeed, seedLength, 'the device seed');
  return kdf(deviceSeed, ctx('pin-device'));
}

/** `exportKey`: OPAQUE's, 64 bytes. */
export function pinWrapKey(exportKey: Uint8Array, deviceSecret: Uint8Array): Bytes {
  demandLength(exportKey, exportKeyLength, 'the export key');
  demandLength(deviceSecret, seedLength, 'the device secret');
  return kdf(concat(exportKey, deviceSecret), ctx('wrap-pin'));
}

function aad({ institution, device, persona, pin }: PinPlace): Bytes {
  return ctx('pin-wrap', institution, device, persona, pin);
}

export function sealPinWrap(key: Uint8Array, place: PinPlace, personaSeed: Uint8Array): Bytes {
  demandLength(personaSeed, seedLength, 'the persona seed');
  return seal(key, personaSeed, aad(place));
}

/** The persona's seed, or null if this key does not open this wrap here. */
export function openPinWrap(key: Uint8Array, place: PinPlace, wrap: Uint8Array): Bytes | null {
  const seed = open(key, wrap, aad(place));
  return seed?.length === seedLength ? seed : null;
}
