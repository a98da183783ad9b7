import { fromHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, test } from 'vitest';
import { outputs, sealedThings } from '../vectors/fixed.ts';
import stored from '../vectors/obhut.json' with { type: 'json' };
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

test('the protocol gives the bytes that it always gave', async () => {
  expect(await outputs()).toEqual(stored.outputs);
});

test('what was sealed once still opens', () => {
  const things = sealedThings();
  const bytes = new Map(Object.entries(stored.sealed));
  expect([...bytes.keys()]).toEqual(Object.keys(things));
  for (const [name, thing] of Object.entries(things)) {
    expect(thing.open(fromHex(bytes.get(name) ?? '')), name).toEqual(thing.holds);
  }
});
