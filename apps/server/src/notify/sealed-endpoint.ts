/**
 * Addresses of push services as they lie in the database: sealed by a key that is not in it, and bound to whose they are.
 * @module
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import type { Who } from '../db/query.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export interface EndpointPlace extends Who {
  device: Bytes;
}

export class SealedEndpoints {
  readonly #key: Uint8Array;

  /** `sealing`: the server's key for what it has to keep secret at rest. */
  constructor(sealing: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', sealing, '', ctx('notice-endpoint'), 32));
  }

  #bound({ institution, persona, device }: EndpointPlace): Bytes {
    return ctx('notice-endpoint', institution, persona, device);
  }

  seal(endpoint: string, place: EndpointPlace): Bytes {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(this.#bound(place));
    const sealed = Buffer.concat([cipher.update(utf8(endpoint)), cipher.final()]);
    return Uint8Array.from(Buffer.concat([nonce, sealed, cipher.getAuthTag()]));
  }

  /** Null: it was sealed by another key, or for somebody else. */
  open(bytes: Bytes, place: EndpointPlace): string | null {
    if (bytes.length < nonceBytes + tagBytes) return null;
    const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes))
      .setAAD(this.#bound(place))
      .setAuthTag(bytes.subarray(-tagBytes));
    const opened = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
    try {
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    } catch (error) {
      // Node throws a plain Error where the tag does not fit, and has nothing else to say here.
      if (error instanceof Error) return null;
      throw error;
    }
  }
}
