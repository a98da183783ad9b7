import { beforeAll, expect, test } from 'vitest';
import { sealedContract } from './bitflip.contract.ts';
import { openPinWrap, pinDeviceSecret, pinWrapKey, sealPinWrap, type PinPlace } from './pin.ts';
import { randomBytes } from './random.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

function scene() {
  const [exportKey, deviceSeed, seed] = [randomBytes(64), randomBytes(32), randomBytes(32)];
  const [institution, device, persona, pin] = [randomBytes(16), randomBytes(16), randomBytes(16), randomBytes(16)];
  const place: PinPlace = { institution, device, persona, pin };
  const key = pinWrapKey(exportKey, pinDeviceSecret(deviceSeed));
  return { exportKey, deviceSeed, seed, place, key, wrap: sealPinWrap(key, place, seed) };
}

test('the PIN at this server and this tablet together open the seed', () => {
  const { key, place, wrap, seed } = scene();
  expect(openPinWrap(key, place, wrap)).toEqual(seed);
  sealedContract(wrap, (bytes) => openPinWrap(key, place, bytes));
});

test('neither half opens it with another half', () => {
  const { exportKey, deviceSeed, place, wrap } = scene();
  const other = { export: pinWrapKey(randomBytes(64), pinDeviceSecret(deviceSeed)), device: randomBytes(32) };
  expect(openPinWrap(other.export, place, wrap)).toBeNull();
  expect(openPinWrap(pinWrapKey(exportKey, pinDeviceSecret(other.device)), place, wrap)).toBeNull();
  // The seed itself is no half: its secret follows under a label of its own.
  expect(openPinWrap(pinWrapKey(exportKey, deviceSeed), place, wrap)).toBeNull();
});

test.each(['institution', 'device', 'persona', 'pin'] as const)('it opens for its own %s only', (part) => {
  const { key, place, wrap } = scene();
  expect(openPinWrap(key, { ...place, [part]: randomBytes(16) }, wrap)).toBeNull();
});

test('nothing of another length goes in', () => {
  const { exportKey, deviceSeed, key, place } = scene();
  expect(() => pinWrapKey(exportKey.slice(1), deviceSeed)).toThrow(RangeError);
  expect(() => pinWrapKey(exportKey, deviceSeed.slice(1))).toThrow(RangeError);
  expect(() => pinDeviceSecret(deviceSeed.slice(1))).toThrow(RangeError);
  expect(() => sealPinWrap(key, place, deviceSeed.slice(1))).toThrow(RangeError);
});
