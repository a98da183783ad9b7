import { expect, test } from 'vitest';
import { unlessRefused } from './refused.ts';
import { cryptoReady, lib, owned } from './sodium.ts';

test('nothing works before cryptoReady, everything after', async () => {
  expect(lib).toThrow('cryptoReady() was not awaited');
  await cryptoReady();
  expect(lib().crypto_kem_xwing_PUBLICKEYBYTES).toBe(1216);
  await cryptoReady();
});

test('memory that another thread shares is refused', () => {
  expect(() => owned(new Uint8Array(new SharedArrayBuffer(4)))).toThrow(TypeError);
  const whole = new Uint8Array([1, 2, 3, 4]);
  expect(owned(whole.subarray(1, 3))).toEqual(new Uint8Array([2, 3]));
});

function fail(message: string) {
  return () => {
    throw new Error(message);
  };
}

test('only the refusal that was named becomes a value', () => {
  expect(unlessRefused(/^no$/u, () => 1)).toBe(1);
  expect(unlessRefused(/^no$/u, fail('no'))).toBeNull();
  expect(() => unlessRefused(/^no$/u, fail('out of memory'))).toThrow('out of memory');
});
