import { toBase64Url } from '@obhut/protocol/bytes.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bytesOf } from './bitflip.contract.ts';
import {
  createLetter,
  inviteId,
  inviteKeys,
  letterFragment,
  parseLetterFragment,
  parseTypedLetter,
  readCode,
  typedLetter,
} from './invite.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const institution = new Uint8Array(16).fill(1);
const fixed = (length: number) => new Uint8Array(length).fill(0x5a);
const letter = () => createLetter(fixed);

test('a letter has 16 random bytes and a code of 8 symbols', () => {
  const drawn = createLetter();
  expect(drawn.secret).toHaveLength(16);
  expect(drawn.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/u);
  expect(drawn).not.toEqual(createLetter());
  expect(letter()).toEqual(letter());
});

test('the keys follow from secret, code and institution, each of them', () => {
  const keys = inviteKeys(letter(), institution);
  expect(inviteKeys(letter(), institution)).toEqual(keys);
  const others = [
    inviteKeys({ ...letter(), code: '00000000' }, institution),
    inviteKeys({ ...letter(), secret: new Uint8Array(16) }, institution),
    inviteKeys(letter(), new Uint8Array(16)),
  ];
  for (const other of others) {
    expect(other.sign.publicKey).not.toEqual(keys.sign.publicKey);
    expect(other.kem.hash).not.toEqual(keys.kem.hash);
  }
});

test('the id tells nothing of the code, and is of the secret alone', () => {
  expect(inviteId(letter().secret)).toHaveLength(16);
  expect(inviteId(letter().secret)).not.toEqual(inviteId(new Uint8Array(16)));
});

test('the link’s fragment comes back', () => {
  fc.assert(
    fc.property(bytesOf(16), bytesOf(16), (someInstitution, secret) => {
      const fragment = letterFragment(someInstitution, secret);
      expect(fragment).toHaveLength(43);
      expect(parseLetterFragment(fragment)).toEqual({ institution: someInstitution, secret });
    }),
  );
});

test('any other fragment is none', () => {
  const fragment = letterFragment(institution, letter().secret);
  const stray = `${fragment.slice(0, -1)}${fragment.endsWith('o') ? 'p' : 'o'}`;
  for (const wrong of [
    '',
    '#',
    fragment.slice(1),
    `${fragment}A`,
    `#${fragment}`,
    ` ${fragment}`,
    `${fragment}=`,
    'ä'.repeat(43),
  ]) {
    expect(parseLetterFragment(wrong)).toBeNull();
  }
  expect(parseLetterFragment(stray)).not.toEqual({ institution, secret: letter().secret });
  expect(parseLetterFragment(toBase64Url(new Uint8Array(31)))).toBeNull();
  expect(() => letterFragment(new Uint8Array(32), letter().secret)).toThrow(RangeError);
});

test('any text at all is a fragment or null', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const parsed = parseLetterFragment(text);
      if (parsed !== null) expect(letterFragment(parsed.institution, parsed.secret)).toBe(text);
      parseTypedLetter(text);
      readCode(text);
    }),
  );
});

test('secret and code typed by hand, in any usual way', () => {
  fc.assert(
    fc.property(bytesOf(16), bytesOf(5), (secret, codeBytes) => {
      const drawn = createLetter((length) => (length === 16 ? secret : codeBytes));
      const typed = typedLetter(drawn);
      expect(typed).toHaveLength(34);
      expect(parseTypedLetter(typed)).toEqual(drawn);
      expect(parseTypedLetter(typed.toLowerCase().replaceAll(/.{4}/gu, '$& '))).toEqual(drawn);
    }),
  );
});

test('what is typed is no letter where the secret or the code is none', () => {
  const typed = typedLetter(letter());
  expect(parseTypedLetter(typed.replace(/^./u, 'U'))).toBeNull();
  expect(parseTypedLetter(typed.replace(/.$/u, 'U'))).toBeNull();
  expect(parseTypedLetter(typed.slice(0, 26))).toBeNull();
});

test('a code is read as printed, or is none', () => {
  expect(readCode('abcd-efgh')).toBe('ABCDEFGH');
  expect(readCode('o0il 1234')).toBe('00111234');
  for (const wrong of ['', 'ABCDEFG', 'ABCDEFGHJ', 'ABCDEFGU', 'ÄBCDEFGH']) expect(readCode(wrong)).toBeNull();
});

test('a code that was not normalised is a mistake of ours', () => {
  expect(() => inviteKeys({ ...letter(), code: 'abcdefgh' }, institution)).toThrow(RangeError);
  expect(() => inviteKeys({ ...letter(), secret: new Uint8Array(15) }, institution)).toThrow(RangeError);
  expect(() => inviteKeys(letter(), institution.slice(1))).toThrow(RangeError);
});
