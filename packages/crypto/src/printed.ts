/**
 * Secrets on paper: base32 in groups of four, with a checksum that catches a slip of the pen and one kind of sheet typed in for another.
 * @module
 */
import { concat, equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { base32Length, fromBase32, inGroups, normaliseBase32, toBase32 } from './base32.ts';

/** Bytes of secret and of checksum; together a multiple of five, so that no bits are left over. */
const forms = {
  /** 32 symbols. */
  recovery: { secret: 16, checksum: 4 },
  /** 32 symbols. */
  'second-secret': { secret: 16, checksum: 4 },
  /** 16 symbols: good for ten minutes, and for nothing but finding a mailbox. */
  pairing: { secret: 8, checksum: 2 },
  /** Forms of their own, so that a code which a tablet shows hands over nothing where it was meant for something else. */
  tablet: { secret: 8, checksum: 2 },
  'tablet-pin': { secret: 8, checksum: 2 },
} as const;

export type PrintedKind = keyof typeof forms;

function checksum(kind: PrintedKind, secret: Uint8Array): Bytes {
  return hashCtx('printed', kind, secret).slice(0, forms[kind].checksum);
}

/** Throws RangeError if the secret has not the length of its kind. */
export function printSecret(kind: PrintedKind, secret: Uint8Array): string {
  if (secret.length !== forms[kind].secret) throw new RangeError('not a secret of this kind');
  return inGroups(toBase32(concat(secret, checksum(kind, secret))));
}

/** The secret, or null for anything that was not printed as this kind. */
export function readSecret(kind: PrintedKind, typed: string): Bytes | null {
  const form = forms[kind];
  const symbols = normaliseBase32(typed);
  if (symbols.length !== base32Length(form.secret + form.checksum)) return null;
  const bytes = fromBase32(symbols, form.secret + form.checksum);
  if (bytes === null) return null;
  const secret = bytes.slice(0, form.secret);
  return equalBytes(bytes.subarray(form.secret), checksum(kind, secret)) ? secret : null;
}

/** Whether somebody typed these symbols, however they wrote them. */
export function isTypedAs(printed: string, typed: string): boolean {
  return normaliseBase32(printed) === normaliseBase32(typed);
}
