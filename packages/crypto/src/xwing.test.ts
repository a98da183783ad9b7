import { createHash } from 'node:crypto';
import { concat, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../vectors/read.ts';
import { flipBit } from './bitflip.contract.ts';
import { cryptoReady, lib } from './sodium.ts';
import { decapsulate, encapsulate, kemCiphertextLength, kemKey, kemPublicKeyLength } from './xwing.ts';

beforeAll(cryptoReady);

const mlKemKeyLength = 1184;
const mlKemCiphertextLength = 1088;
/** X25519's base point: a public key of the right form, for tests of the other half. */
const basePoint = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 9 : 0));

function encapsulateWith(publicKey: Bytes, seed: Bytes) {
  return lib().crypto_kem_xwing_enc_deterministic(publicKey, seed);
}

function sha3(bytes: Uint8Array): Bytes {
  return Uint8Array.from(createHash('sha3-256').update(bytes).digest());
}

test.each(rows('xwing'))('X-Wing draft, vector %#', (row) => {
  const key = kemKey(row.bytes('seed'));
  const made = encapsulateWith(key.publicKey, row.bytes('eseed'));
  expect(sha3(key.publicKey)).toEqual(row.bytes('pkSha3'));
  expect(sha3(made.ciphertext)).toEqual(row.bytes('ctSha3'));
  expect(made.sharedSecret).toEqual(row.bytes('ss'));
  expect(decapsulate(key.secretKey, made.ciphertext)).toEqual(row.bytes('ss'));
});

test('every ML-KEM-768 encapsulation of Wycheproof, through X-Wing', () => {
  const cases = rows('wycheproof/mlkem_768_encaps');
  for (const row of cases) {
    const publicKey = concat(row.bytes('ek'), basePoint);
    if (row.text('result') === 'valid') {
      const made = encapsulateWith(publicKey, concat(row.bytes('m'), new Uint8Array(32).fill(1)));
      expect(made.ciphertext.slice(0, mlKemCiphertextLength), row.text('tcId')).toEqual(row.bytes('c'));
      expect(made.sharedSecret).toEqual(combine(row.bytes('K'), x25519Base(1), made.ciphertext, publicKey));
    } else {
      expect(encapsulate(publicKey), row.text('tcId')).toBeNull();
    }
  }
  expect(cases).toHaveLength(265);
});

/** X25519 of a scalar of 32 equal bytes with the base point. */
function x25519Base(byte: number): Bytes {
  return Uint8Array.from(lib().crypto_scalarmult_base(new Uint8Array(32).fill(byte)));
}

/** The draft, section 5.3: SHA3-256(ss_M ‖ ss_X ‖ ct_X ‖ pk_X ‖ "\.//^\"). */
function combine(mlKemSecret: Bytes, x25519Secret: Bytes, ciphertext: Uint8Array, publicKey: Bytes): Bytes {
  const ephemeral = ciphertext.subarray(mlKemCiphertextLength);
  const x25519Key = publicKey.subarray(mlKemKeyLength);
  return sha3(concat(mlKemSecret, x25519Secret, ephemeral, x25519Key, utf8('\\.//^\\')));
}

test('every X25519 case of Wycheproof, through X-Wing', () => {
  const cases = rows('wycheproof/x25519');
  const mlKem = rows('wycheproof/mlkem_768_encaps').find((row) => row.text('result') === 'valid');
  if (mlKem === undefined) throw new Error('no ML-KEM case');
  const zero = '0'.repeat(64);
  for (const row of cases) {
    const publicKey = concat(mlKem.bytes('ek'), row.bytes('public'));
    const encapsulating = () => encapsulateWith(publicKey, concat(mlKem.bytes('m'), row.bytes('private')));
    if (row.text('shared') === zero) {
      expect(encapsulating, row.text('tcId')).toThrow('invalid usage');
      expect(encapsulate(publicKey)).toBeNull();
    } else {
      const made = encapsulating();
      const expected = combine(mlKem.bytes('K'), row.bytes('shared'), made.ciphertext, publicKey);
      expect(made.sharedSecret, row.text('tcId')).toEqual(expected);
    }
  }
  expect(cases).toHaveLength(518);
});

test('what is encapsulated is decapsulated, and a changed ciphertext gives another secret', () => {
  const key = kemKey(new Uint8Array(32).fill(1));
  const made = encapsulate(key.publicKey);
  if (made === null) throw new Error('a key of ours was refused');
  expect(made.ciphertext).toHaveLength(kemCiphertextLength);
  expect(decapsulate(key.secretKey, made.ciphertext)).toEqual(made.sharedSecret);
  for (let bit = 0; bit < kemCiphertextLength * 8; bit += 97) {
    expect(decapsulate(key.secretKey, flipBit(made.ciphertext, bit))).not.toEqual(made.sharedSecret);
  }
});

test('the hash is of the public key', () => {
  const key = kemKey(new Uint8Array(32));
  expect(key.publicKey).toHaveLength(kemPublicKeyLength);
  expect(key.hash).toEqual(hash(key.publicKey));
});

test('bytes from outside of a wrong length or form are values', () => {
  const key = kemKey(new Uint8Array(32).fill(2));
  expect(encapsulate(key.publicKey.slice(1))).toBeNull();
  expect(encapsulate(new Uint8Array(kemPublicKeyLength))).toBeNull();
  expect(encapsulate(new Uint8Array(kemPublicKeyLength).fill(255))).toBeNull();
  expect(decapsulate(key.secretKey, new Uint8Array(kemCiphertextLength - 1))).toBeNull();
  expect(decapsulate(key.secretKey, new Uint8Array(kemCiphertextLength))).toBeNull();
});

test('a key of ours that has not its length is a mistake of ours, and says so', () => {
  expect(() => kemKey(new Uint8Array(31))).toThrow(RangeError);
  expect(() => decapsulate(new Uint8Array(31), new Uint8Array(kemCiphertextLength))).toThrow('the secret key');
});
