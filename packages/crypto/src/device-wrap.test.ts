import { randomBytes } from 'node:crypto';
import { ctx } from '@obhut/protocol/ctx.ts';
import { expect, test } from 'vitest';
import { flipBit } from './bitflip.contract.ts';
import { createDeviceKey, unwrapOnDevice, wrapOnDevice } from './device-wrap.ts';

const aad = ctx('wrap', 'device');
const secret = Uint8Array.from(randomBytes(32));

test('the device opens what it wrapped', async () => {
  const key = await createDeviceKey();
  const wrapped = await wrapOnDevice(key, secret, aad);
  expect(await unwrapOnDevice(key, wrapped, aad)).toEqual(secret);
  // The nonce of AES-GCM, as long as it is meant to be, and the tag.
  expect(wrapped).toHaveLength(12 + secret.length + 16);
});

test('the key does not leave the browser', async () => {
  const key = await createDeviceKey();
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('another device, another purpose, a changed or shortened wrap: null', async () => {
  const key = await createDeviceKey();
  const wrapped = await wrapOnDevice(key, secret, aad);
  expect(await unwrapOnDevice(await createDeviceKey(), wrapped, aad)).toBeNull();
  expect(await unwrapOnDevice(key, wrapped, ctx('wrap', 'other'))).toBeNull();
  for (let bit = 0; bit < wrapped.length * 8; bit += 13)
    expect(await unwrapOnDevice(key, flipBit(wrapped, bit), aad)).toBeNull();
  for (const length of [0, 11, 12, 27, wrapped.length - 1]) {
    expect(await unwrapOnDevice(key, wrapped.slice(0, length), aad)).toBeNull();
  }
});
