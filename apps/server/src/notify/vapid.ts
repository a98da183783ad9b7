/**
 * How this server shows a push service that it is the one to which a browser gave the address (RFC 8292): a key of its own, and short-lived
 * tokens signed by it. Nothing else is ever signed by this key.
 * @module
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import * as z from 'zod/mini';
import { createPrivateFile, refuseReadableByOthers } from '../private-files.ts';
import { Sentence } from '../sentence.ts';

/** At most a day (RFC 8292, section 2); a clock may be off by some hours. */
const tokenSeconds = 12 * 3600;

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate, d: coordinate });

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export class VapidKey {
  readonly #private: KeyObject;
  /** Uncompressed point of P-256, 65 bytes. */
  readonly publicKey: Bytes;

  /** `text`: a JWK (RFC 7517). Throws where it is none, or not of P-256. */
  constructor(text: string) {
    const key = jwk.parse(JSON.parse(text));
    this.#private = createPrivateKey({ key, format: 'jwk' });
    const { x, y } = jwk.parse({ ...createPublicKey(this.#private).export({ format: 'jwk' }), d: key.d });
    this.publicKey = Uint8Array.from([4, ...Buffer.from(x, 'base64url'), ...Buffer.from(y, 'base64url')]);
  }

  static make(): string {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return JSON.stringify(privateKey.export({ format: 'jwk' }));
  }

  /** The `Authorization` header for one push service. `subject`: where its operators find ours. `now`: milliseconds since 1970. */
  authorization(endpoint: string, subject: string, now: number): string {
    const exp = Math.floor(now / 1000) + tokenSeconds;
    const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: new URL(endpoint).origin, exp, sub: subject })}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.#private, dsaEncoding: 'ieee-p1363' });
    const key = Buffer.from(this.publicKey).toString('base64url');
    return `vapid t=${signed}.${signature.toString('base64url')}, k=${key}`;
  }
}

async function read(path: string): Promise<VapidKey> {
  await refuseReadableByOthers(path);
  const text = await readFile(path, 'utf8');
  try {
    return new VapidKey(text);
  } catch (cause) {
    throw new Sentence(`${path} is damaged: put the copy from the backup in its place, or delete it.`, { cause });
  }
}

/** Made at the first start. With another one devices notice at their next visit, and start anew. */
export async function loadVapidKey(dataDir: string): Promise<VapidKey> {
  const path = join(dataDir, 'vapid.key');
  try {
    return await read(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  await createPrivateFile(path, VapidKey.make());
  return read(path);
}
