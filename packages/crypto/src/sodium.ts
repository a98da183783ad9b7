/**
 * libsodium (its sumo build for the web), the only implementation of Ed25519, X-Wing, (X)ChaCha20-Poly1305, HMAC and Argon2id here.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import sodium, { ready as loaded } from 'libsodium-wrappers-sumo';

let ready = false;

/** To be awaited once, before anything else of this package that is synchronous. */
export async function cryptoReady(): Promise<void> {
  await loaded;
  ready = true;
}

export function lib(): typeof sodium {
  if (!ready) throw new Error('cryptoReady() was not awaited');
  return sodium;
}

/** The same memory, as bytes of which it is known that no other thread shares them. */
export function owned(view: Uint8Array): Bytes {
  const { buffer } = view;
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('shared memory');
  return new Uint8Array(buffer, view.byteOffset, view.byteLength);
}

/** A secret of our own has the wrong form: a mistake in the program, never something that was received. */
export function demandLength(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`${what} is not of ${length} bytes`);
}
