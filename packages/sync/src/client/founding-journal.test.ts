import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test } from 'vitest';
import { planFounding } from '../plans/found.ts';
import { MemoryStore } from '../store/memory.ts';
import { sheetsOf } from './first-kit.ts';
import { keepFounding, readFounding } from './founding-journal.ts';
import { printSheets } from './kit-sheets.ts';

beforeAll(cryptoReady);

const secret = new Uint8Array(32).fill(1);

function plan() {
  const [seed, kitSeed] = [randomBytes(32), randomBytes(32)];
  const { institution, leadership, self, request } = planFounding(seed, kitSeed, 20_000, []);
  return { institution, leadership, persona: self.id, request, seed, kitSeed, done: true };
}

test('what the version before has kept, which knew one sheet only, is read and shown on one', async () => {
  const store = new MemoryStore();
  const before = plan();
  await keepFounding(store, secret, before);
  const read = await readFounding(store, secret);
  expect(read).toEqual(before);
  expect(await sheetsOf(read ?? plan())).toEqual(
    await printSheets({ seed: before.kitSeed, institution: before.institution }, 'one'),
  );
});

test('three sheets come back as they were shown', async () => {
  const store = new MemoryStore();
  const before = plan();
  const split = await printSheets({ seed: before.kitSeed, institution: before.institution }, 'three');
  await keepFounding(store, secret, { ...before, split });
  expect(await sheetsOf((await readFounding(store, secret)) ?? plan())).toEqual(split);
  expect(await readFounding(store, new Uint8Array(32))).toBeNull();
});
