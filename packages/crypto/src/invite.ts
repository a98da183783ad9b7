/**
 * The letter: its secret, its code, and the keys that follow from both (protocol.md, section 7).
 * @module
 */
import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { stretch } from './argon2.ts';
import { base32Length, fromBase32, normaliseBase32, toBase32 } from './base32.ts';
import { memberKeys, type MemberKeys } from './keys.ts';
import { randomBytes, type Random } from './random.ts';
import { demandLength } from './sodium.ts';

const idLength = 16;
const codeBytes = 5;
const secretSymbols = base32Length(idLength);

export interface Letter {
  /** `r`: 16 bytes, in the QR code. */
  readonly secret: Bytes;
  /** 8 symbols, printed apart from the QR code. */
  readonly code: string;
}

export function createLetter(random: Random = randomBytes): Letter {
  return { secret: random(idLength), code: toBase32(random(codeBytes)) };
}

/** 16 bytes. */
export function inviteId(secret: Uint8Array): Bytes {
  return hashCtx('invite', secret).slice(0, idLength);
}

/** The code as it was printed, from what was typed; null if it is none. */
export function readCode(typed: string): string | null {
  const code = normaliseBase32(typed);
  return fromBase32(code, codeBytes) === null ? null : code;
}

/** Takes as long as Argon2id does. A wrong code or institution gives keys that nothing was ever sealed to. */
export function inviteKeys(letter: Letter, institution: Uint8Array): MemberKeys {
  demandLength(letter.secret, idLength, 'the letter’s secret');
  demandLength(institution, idLength, 'the institution’s id');
  if (readCode(letter.code) !== letter.code) throw new RangeError('not a code');
  const salt = hashCtx('invite-salt', institution, inviteId(letter.secret)).slice(0, 16);
  return memberKeys('invite', stretch(concat(letter.secret, utf8(letter.code)), salt));
}

/** What the QR code's address has behind the `#`: 43 symbols of base64url. */
export function letterFragment(institution: Uint8Array, secret: Uint8Array): string {
  demandLength(institution, idLength, 'the institution’s id');
  demandLength(secret, idLength, 'the letter’s secret');
  return toBase64Url(concat(institution, secret));
}

/** Null if it is no letter's fragment. */
export function parseLetterFragment(fragment: string): { institution: Bytes; secret: Bytes } | null {
  if (!/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/u.test(fragment)) return null;
  const bytes = fromBase64Url(fragment);
  return { institution: bytes.slice(0, idLength), secret: bytes.slice(idLength) };
}

/** Secret and code in one, 34 symbols, for those who type instead of scanning. */
export function typedLetter(letter: Letter): string {
  return toBase32(letter.secret) + letter.code;
}

/** Null if it is no letter. */
export function parseTypedLetter(typed: string): Letter | null {
  const symbols = normaliseBase32(typed);
  const secret = fromBase32(symbols.slice(0, secretSymbols), idLength);
  const code = readCode(symbols.slice(secretSymbols));
  return secret === null || code === null ? null : { secret, code };
}
