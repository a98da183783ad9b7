import { argon2Sync } from 'node:crypto';
import { utf8 } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, test } from 'vitest';
import { stretch } from './argon2.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

/** RFC 9106's own vectors have four lanes and a key, which libsodium does not offer: OpenSSL is the oracle instead. */
test.each(['', 'secret', 'Grüße'])('another implementation gives the same for "%s"', (secret) => {
  const salt = new Uint8Array(16).fill(3);
  const message = utf8(secret);
  const theirs = argon2Sync('argon2id', {
    message,
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: 65_536,
    passes: 3,
  });
  expect(stretch(message, salt)).toEqual(Uint8Array.from(theirs));
});

test('a salt of a wrong length is a mistake of ours', () => {
  expect(() => stretch(utf8(''), new Uint8Array(8))).toThrow(RangeError);
});
