import { concat } from '@obhut/protocol/bytes.ts';
import fc from 'fast-check';
import { AEAD_ChaCha20Poly1305, CipherSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from 'hpke';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../vectors/read.ts';
import { tagRefused } from './aead.ts';
import { anyBytes, bytesOf, sealedContract } from './bitflip.contract.ts';
import { hpkeOpen, hpkeSeal, keySchedule } from './hpke.ts';
import { unlessRefused } from './refused.ts';
import { cryptoReady, lib, owned } from './sodium.ts';
import { kemKey } from './xwing.ts';

beforeAll(cryptoReady);

const [aad, info, plain] = [new Uint8Array([1]), new Uint8Array([2, 3]), new Uint8Array(32).fill(4)];

test('RFC 9180, appendix A.2.1: the key schedule and the first message', () => {
  const [row] = rows('rfc9180-a2-base');
  if (row === undefined) throw new Error('no vector');
  const { key, nonce } = keySchedule(Number(row.text('kem_id')), row.bytes('shared_secret'), row.bytes('info'));
  expect(key).toEqual(row.bytes('key'));
  expect(nonce).toEqual(row.bytes('base_nonce'));
  const sealed = lib().crypto_aead_chacha20poly1305_ietf_encrypt(row.bytes('pt'), row.bytes('aad'), null, nonce, key);
  expect(sealed).toEqual(row.bytes('ct'));
});

test('every ChaCha20-Poly1305 case of Wycheproof', () => {
  const cases = rows('wycheproof/chacha20_poly1305');
  for (const row of cases) {
    const iv = row.bytes('iv');
    const sealed = concat(row.bytes('ct'), row.bytes('tag'));
    const opened =
      iv.length === 12
        ? unlessRefused(tagRefused, () =>
            owned(
              lib().crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, row.bytes('aad'), iv, row.bytes('key')),
            ),
          )
        : null;
    expect(opened, row.text('tcId')).toEqual(row.text('result') === 'valid' ? row.bytes('msg') : null);
  }
  expect(cases).toHaveLength(325);
});

test('another implementation opens ours, and we open its', async () => {
  const suite = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305);
  await fc.assert(
    fc.asyncProperty(
      bytesOf(32),
      anyBytes(80),
      anyBytes(80),
      anyBytes(200),
      async (seed, someInfo, someAad, message) => {
        const key = kemKey(seed);
        const ours = hpkeSeal(key.publicKey, someInfo, someAad, message);
        if (ours === null) throw new Error('a key of ours was refused');
        const secretKey = await suite.DeserializePrivateKey(seed);
        const parts = { info: someInfo, aad: someAad };
        expect(await suite.Open(secretKey, ours.slice(0, 1120), ours.slice(1120), parts)).toEqual(message);

        const theirs = await suite.Seal(await suite.DeserializePublicKey(key.publicKey), message, parts);
        const joined = concat(theirs.encapsulatedSecret, theirs.ciphertext);
        expect(hpkeOpen(key.secretKey, someInfo, someAad, joined)).toEqual(message);
      },
    ),
    { numRuns: 30 },
  );
});

test('a message opens with its own key, info and AAD only, and not when changed', () => {
  const key = kemKey(new Uint8Array(32).fill(1));
  const sealed = hpkeSeal(key.publicKey, info, aad, plain);
  if (sealed === null) throw new Error('a key of ours was refused');
  expect(sealed).toHaveLength(plain.length + 1136);
  sealedContract(sealed, (bytes) => hpkeOpen(key.secretKey, info, aad, bytes));
  for (const length of [1119, 1120, 1135])
    expect(hpkeOpen(key.secretKey, info, aad, sealed.slice(0, length))).toBeNull();
  expect(hpkeOpen(kemKey(new Uint8Array(32)).secretKey, info, aad, sealed)).toBeNull();
  expect(hpkeOpen(key.secretKey, aad, aad, sealed)).toBeNull();
  expect(hpkeOpen(key.secretKey, info, info, sealed)).toBeNull();
});

test('nobody seals to what is no key', () => {
  expect(hpkeSeal(new Uint8Array(1216).fill(255), info, aad, plain)).toBeNull();
  expect(hpkeSeal(new Uint8Array(1215), info, aad, plain)).toBeNull();
});
