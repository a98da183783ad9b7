import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { Outbox } from './outbox.ts';

beforeAll(cryptoReady);

const draft = { space: new Uint8Array(16), type: 'note/said@1', body: {}, time: 0, expiry: 0, notify: 'none' } as const;

test('what waits counts in the institution that it was said in, in no other, and nothing is lost by looking', async () => {
  const [store, secret, kita, school] = [new MemoryStore(), randomBytes(32), randomBytes(16), randomBytes(16)];
  const id = await new Outbox(store, secret, kita).add({ ...draft, institution: kita });
  const other = new Outbox(store, secret, school);
  await other.load();
  expect(other.waiting).toEqual([]);
  const own = new Outbox(store, secret, kita);
  await own.load();
  expect(own.waiting.map(({ entry }) => entry.id)).toEqual([id]);
});
