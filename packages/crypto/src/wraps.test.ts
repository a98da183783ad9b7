import { ctx } from '@obhut/protocol/ctx.ts';
import { beforeAll, expect, test } from 'vitest';
import { seal } from './aead.ts';
import { sealedContract } from './bitflip.contract.ts';
import { cryptoReady } from './sodium.ts';
import {
  openWrap,
  passkeyWrapKey,
  passwordWrapKey,
  recoveryWrapKey,
  sealWrap,
  wrapAad,
  type WrapPlace,
} from './wraps.ts';

beforeAll(cryptoReady);

const id = (fill: number) => new Uint8Array(16).fill(fill);
const place: WrapPlace = { account: id(1), wrap: id(2), version: 1 };
const accountSecret = new Uint8Array(32).fill(3);
const exportKey = new Uint8Array(64).fill(4);

test('the password opens, with the second secret if there is one', () => {
  const alone = passwordWrapKey(exportKey, null);
  const both = passwordWrapKey(exportKey, id(5));
  const wrap = sealWrap(both, 'password', place, accountSecret);
  expect(openWrap(both, 'password', place, wrap)).toEqual(accountSecret);
  expect(openWrap(alone, 'password', place, wrap)).toBeNull();
  expect(openWrap(passwordWrapKey(exportKey, id(6)), 'password', place, wrap)).toBeNull();
  expect(openWrap(passwordWrapKey(new Uint8Array(64), id(5)), 'password', place, wrap)).toBeNull();
});

test('the passkey opens', () => {
  const key = passkeyWrapKey(new Uint8Array(32).fill(6));
  const wrap = sealWrap(key, 'passkey', place, accountSecret);
  expect(openWrap(key, 'passkey', place, wrap)).toEqual(accountSecret);
  expect(openWrap(passkeyWrapKey(new Uint8Array(32)), 'passkey', place, wrap)).toBeNull();
});

test('the recovery code opens, with its own salt', () => {
  const key = recoveryWrapKey(id(7), id(8));
  const wrap = sealWrap(key, 'recovery', place, accountSecret);
  expect(openWrap(key, 'recovery', place, wrap)).toEqual(accountSecret);
  expect(openWrap(recoveryWrapKey(id(7), id(9)), 'recovery', place, wrap)).toBeNull();
  expect(openWrap(recoveryWrapKey(id(9), id(8)), 'recovery', place, wrap)).toBeNull();
});

test.each([{ account: id(9) }, { wrap: id(9) }, { version: 2 }])('a wrap moved to %o does not open', (moved) => {
  const key = passwordWrapKey(exportKey, null);
  const wrap = sealWrap(key, 'password', place, accountSecret);
  expect(openWrap(key, 'password', { ...place, ...moved }, wrap)).toBeNull();
  expect(openWrap(key, 'recovery', place, wrap)).toBeNull();
});

test('any change is noticed', () => {
  const key = passwordWrapKey(exportKey, null);
  sealedContract(sealWrap(key, 'password', place, accountSecret), (bytes) => openWrap(key, 'password', place, bytes));
});

test('a wrap of anything but 32 bytes is none', () => {
  const key = passwordWrapKey(exportKey, null);
  expect(openWrap(key, 'password', place, seal(key, new Uint8Array(31), wrapAad('password', place)))).toBeNull();
  expect(() => sealWrap(key, 'password', place, new Uint8Array(31))).toThrow(RangeError);
});

test('no two inputs of the password wrap run together', () => {
  expect(() => passwordWrapKey(new Uint8Array(63), null)).toThrow(RangeError);
  expect(() => passwordWrapKey(exportKey, new Uint8Array(15))).toThrow(RangeError);
  expect(() => passkeyWrapKey(new Uint8Array(31))).toThrow(RangeError);
  expect(() => recoveryWrapKey(new Uint8Array(15), id(1))).toThrow(RangeError);
  expect(() => recoveryWrapKey(id(1), ctx(''))).toThrow(RangeError);
});
