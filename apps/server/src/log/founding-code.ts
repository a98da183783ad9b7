/**
 * The one-time code of the operator with which an institution is founded. Only its hash is stored.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { Clock } from '../clock.ts';
import { insertFoundingCode } from '../db/founding-codes.ts';
import type { Db } from '../db/query.ts';

const codeDays = 14;
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 20;

/** As people type it: without case, spaces and hyphens. */
export function codeHash(code: string): Bytes {
  return hash(utf8(code.toUpperCase().replaceAll(/[\s-]/gu, '')));
}

/** 100 bits, in groups of five; for whoever is to found an institution. */
export async function createFoundingCode(db: Db, clock: Clock): Promise<string> {
  const code = [...randomBytes(codeLength)].map((byte) => alphabet[byte & 31] ?? '').join('');
  await insertFoundingCode(db, codeHash(code), new Date(clock.now() + codeDays * 86_400_000));
  return code.replaceAll(/.{5}(?!$)/gu, '$&-');
}

/** As the web app opens it; what stands behind # is not sent to the server. */
export function foundingLink(origin: string, code: string): string {
  return `${origin}/gruenden#${code}`;
}
