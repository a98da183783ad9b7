/**
 * Events as they travel: signed, padded, sealed (protocol.md, section 6).
 * @module
 */
import { concat, u32be, type Bytes } from '@obhut/protocol/bytes.ts';
import type { CtxPart } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { open, seal } from './aead.ts';
import { paddedLength } from './padding.ts';
import { signCtx, verifyCtx, type SigningKey } from './signatures.ts';

const lengthBytes = 4;
const signatureLength = 64;

export interface Decrypted {
  readonly core: Bytes;
  /** Not yet verified. */
  readonly signature: Bytes;
}

/** `key`: not made with this key and AAD. `form`: whoever holds the key sealed something that is no event. `signature`: not its author's. */
export interface Failed<Reason extends 'key' | 'form' | 'signature'> {
  readonly failed: Reason;
}

function signed(aad: Uint8Array, core: Uint8Array): readonly [string, ...CtxPart[]] {
  return ['event-signature', hash(aad), hash(core)];
}

/** `aad` is `eventAad(…)` of the header that travels beside it. */
export function sealEvent(to: { aad: Uint8Array; eventKey: Uint8Array; sign: SigningKey }, core: Uint8Array): Bytes {
  const signature = signCtx(to.sign, ...signed(to.aad, core));
  const plain = new Uint8Array(paddedLength(lengthBytes + core.length + signatureLength));
  plain.set(concat(u32be(core.length), core, signature));
  return seal(to.eventKey, plain, to.aad);
}

/** From `start` to the end. A loop: half of a short event is padding. */
function isZero(bytes: Bytes, start: number): boolean {
  for (let at = start; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** Core and signature of a plaintext that is exactly as {@link sealEvent} makes it; null for any other. */
function unpad(plain: Bytes): Decrypted | null {
  if (plain.length < lengthBytes) return null;
  const coreLength = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const used = lengthBytes + coreLength + signatureLength;
  if (plain.length !== paddedLength(used)) return null;
  if (!isZero(plain, used)) return null;
  const coreEnd = lengthBytes + coreLength;
  return { core: plain.subarray(lengthBytes, coreEnd), signature: plain.subarray(coreEnd, used) };
}

export function decryptEvent(
  from: { aad: Uint8Array; eventKey: Uint8Array },
  bytes: Uint8Array,
): Decrypted | Failed<'key' | 'form'> {
  const plain = open(from.eventKey, bytes, from.aad);
  if (plain === null) return { failed: 'key' };
  return unpad(plain) ?? { failed: 'form' };
}

export function verifyEvent(authorPublicKey: Uint8Array, aad: Uint8Array, event: Decrypted): boolean {
  return verifyCtx(authorPublicKey, event.signature, ...signed(aad, event.core));
}

export function openEvent(
  from: { aad: Uint8Array; eventKey: Uint8Array; authorPublicKey: Uint8Array },
  bytes: Uint8Array,
): { core: Bytes } | Failed<'key' | 'form' | 'signature'> {
  const event = decryptEvent(from, bytes);
  if ('failed' in event) return event;
  return verifyEvent(from.authorPublicKey, from.aad, event) ? { core: event.core } : { failed: 'signature' };
}
