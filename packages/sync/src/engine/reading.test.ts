/**
 * A device that is new says so until it has read everything once, over restarts as well.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { utterance, World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';
import { OfflineError } from '../transport/transport.ts';
import { Peer } from './peer.ts';
import type { Reading } from './reading.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  for (const text of ['one', 'two']) await leader.say(group, utterance(text));
  line = new LyingTransport(world.transport());
});

function reading({ firstReading, institution }: Peer): Reading | null {
  return firstReading.of(institution.replicas);
}

/** As the app does at every start. */
async function started(store: MemoryStore): Promise<Peer> {
  const { id, leadership, self } = leader.institution;
  const peer = new Peer(id, leadership, self, line, store, world.clock);
  await peer.load();
  return peer;
}

test('how much there is is known once the server has answered, and nothing is said of it once all is read', async () => {
  const peer = await started(new MemoryStore());
  expect(reading(peer)).toEqual({ done: 0, total: 0 });
  let answered: Reading | null = null;
  await peer.refresh(() => {
    answered = reading(peer);
  });
  const total = peer.institution.replicas.reduce((sum, { seq }) => sum + seq, 0);
  expect(answered).toEqual({ done: 0, total });
  expect(reading(peer)).toBeNull();
});

test('one that was cut off knows after a restart that something is missing, and after the next whole reading that nothing is', async () => {
  const store = new MemoryStore();
  line.lies = {
    'space/log': ({ space }, honest) => {
      if (equalBytes(space, group)) throw new OfflineError();
      return honest;
    },
  };
  const cut = await started(store);
  await expect(cut.refresh()).rejects.toThrow(OfflineError);
  const again = await started(store);
  expect(reading(again)?.done).toBeGreaterThan(0);
  line.lies = {};
  await again.refresh();
  expect(reading(again)).toBeNull();
  expect(reading(await started(store))).toBeNull();
});

test('much comes in pages, and each says how far it is', async () => {
  for (let more = 0; more < 9; more++) await leader.say(await world.group(leader), utterance('there'));
  const peer = await started(new MemoryStore());
  const told: (Reading | null)[] = [];
  await peer.refresh(undefined, () => told.push(reading(peer)));
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((each) => each !== null && each.done > 0 && each.done <= each.total)).toBe(true);
});
