/**
 * Evidence of each attack: it survives a reload, anybody can verify it, and neither a key nor a word of what was said is in it.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { EvidenceKeeper } from '../client/evidence-keeper.ts';
import type { Peer } from '../engine/peer.ts';
import { MemoryStore } from '../store/memory.ts';
import { tables } from '../store/store.ts';
import { forge, newcomer } from '../testing/forge.ts';
import { asItem, injecting, scene } from '../testing/scene.ts';
import { lootOf } from '../testing/thief.ts';
import { stops, utterance, type World } from '../testing/world.ts';
import type { LyingTransport } from '../transport/lying.ts';
import { decodeEvidence, encodeEvidence } from './evidence.ts';
import { verifyEvidence } from './verify.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let guardian: Peer;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group, guardian, line } = await scene());
});

const isIt = (space: Bytes) => equalBytes(space, group);

function added(peer: Peer, common: { day?: number; seen?: { seq: number; chain: Bytes } } = {}): Bytes {
  return forge(peer, group, 'add', { member: newcomer(leader).entry('reader') }, { common });
}

/** What a third person sees in the file that the guardian hands over; nothing secret is in it. */
async function seen(why: string) {
  await guardian.refresh();
  expect(stops(guardian)).toEqual([`${why} ${toHex(group)}`]);
  const file = encodeEvidence(await guardian.evidence(group));
  const hex = toHex(file);
  for (const peer of [leader, guardian]) {
    const { kems, epochs, buckets } = lootOf(peer);
    const { keys } = peer.institution.self;
    const secrets = [
      keys.sign.secretKey.slice(0, 32),
      ...kems.map(({ kem }) => kem.secretKey),
      ...epochs.map(({ secret }) => secret),
      ...buckets.map(({ key }) => key),
    ];
    for (const secret of secrets) expect(hex).not.toContain(toHex(secret));
  }
  for (const word of ['before', 'letter', 'founded', 'still there', 'note/said'])
    expect(hex).not.toContain(toHex(new TextEncoder().encode(word)));
  const verified = await verifyEvidence(file);
  expect(verified).toMatchObject({ isLogSigned: true, evidence: { why } });
  return verified?.findings;
}

test('a fork: two records in one place, both signed', async () => {
  const other = added(leader);
  await leader.write((act) => act.record(group, 'add', () => ({ member: newcomer(leader).entry('reader') })));
  await guardian.refresh();
  const item = asItem(guardian, group, other);
  const index = item.kind === 'control' ? item.index - 1 : 0;
  line.lies = injecting(guardian, group, item.kind === 'control' ? { ...item, index } : item);
  const signer = toHex(leader.institution.self.id);
  expect(await seen('gap')).toEqual([{ kind: 'two-records', index, signers: [signer, signer] }]);
});

test('a log that goes back', async () => {
  const index = (guardian.institution.replica(group)?.state?.hashes.length ?? 0) - 1;
  line.lies = {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) => (isIt(head.space) ? { ...head, index } : head)),
    }),
  };
  expect(await seen('rollback')).toEqual([{ kind: 'goes-back', had: index + 1, offered: index }]);
});

test('a tombstone of what still counts', async () => {
  await leader.say(group, utterance('still there', world.day + 5));
  line.lies = {
    'space/log': ({ space }, honest) => {
      const items: LogItem[] = honest.items.map((item) => (item.kind === 'event' ? goneOf(item) : item));
      return isIt(space) ? { ...honest, items } : honest;
    },
  };
  const seq = leader.institution.replica(group)?.seq ?? 0;
  expect(await seen('false-tombstone')).toEqual([{ kind: 'missing-early', seq, expiry: world.day + 5 }]);
});

test('a day that is still to come', async () => {
  line.lies = injecting(guardian, group, asItem(guardian, group, added(leader, { day: world.day + 9 })));
  expect(await seen('day-ahead')).toEqual([{ kind: 'day-ahead', day: world.day + 9, on: world.day }]);
});

test('another history than one’s own', async () => {
  const at = { seq: 1, chain: randomBytes(32) };
  line.lies = injecting(guardian, group, asItem(guardian, group, added(leader, { seen: at })));
  expect(await seen('seen')).toEqual([{ kind: 'other-history', seq: 1 }]);
});

test('a file that was changed shows nothing any more', async () => {
  line.lies = injecting(guardian, group, asItem(guardian, group, added(leader, { day: world.day + 9 })));
  await seen('day-ahead');
  const evidence = await guardian.evidence(group);
  const { offered } = evidence;
  if (offered === null || !('kind' in offered) || offered.kind !== 'control') throw new Error('no record');
  const forged = added(leader, { day: world.day + 99 });
  const spoilt = Uint8Array.from(forged, (byte, i) => (i === forged.length - 1 ? byte ^ 1 : byte));
  expect(
    (await verifyEvidence(encodeEvidence({ ...evidence, offered: { ...offered, record: spoilt } })))?.findings,
  ).toEqual([]);
  const [first, ...others] = evidence.keys;
  const keys = first === undefined ? [] : [{ ...first, sign: randomBytes(32) }, ...others];
  expect((await verifyEvidence(encodeEvidence({ ...evidence, keys })))?.isLogSigned).toBe(false);
  expect(await verifyEvidence(encodeEvidence({ ...evidence, records: [randomBytes(10)] }))).toBeNull();
  expect(await verifyEvidence(randomBytes(50))).toBeNull();
});

test('it is kept sealed on the device, and is there after a reload', async () => {
  line.lies = injecting(guardian, group, asItem(guardian, group, added(leader, { day: world.day + 9 })));
  await guardian.refresh();
  const store = new MemoryStore();
  const account = randomBytes(32);
  const keeper = new EvidenceKeeper(store, account, guardian.institution.id);
  expect(await keeper.keep(guardian, world.day)).toBe(true);
  expect(await keeper.keep(guardian, world.day)).toBe(false);
  const rows = (await Promise.all(tables.map((table) => store.list(table, '')))).flat();
  expect(rows).toHaveLength(1);
  expect(toHex(rows[0]?.bytes ?? account)).not.toContain(toHex(group));
  const again = new EvidenceKeeper(store, account, guardian.institution.id);
  await again.load();
  expect(again.kept).toMatchObject([{ space: toHex(group), why: 'day-ahead', day: world.day }]);
  const id = again.kept[0]?.id ?? '';
  expect(decodeEvidence(await again.file(id))).toEqual(await guardian.evidence(group));
  await expect(again.file('elsewhere')).rejects.toMatchObject({ failure: 'not-allowed' });
  const stranger = new EvidenceKeeper(store, randomBytes(32), guardian.institution.id);
  await stranger.load();
  expect(stranger.kept).toEqual([]);
});
