/**
 * Boxes and entries that are withheld, garbled, or garbage from the beginning: whoever misses them asks, others supply them, and nobody
 * seals to anyone outside their own fold. What nobody can supply ends in a rekey, not in a lock-up.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { AppendItem } from '@obhut/protocol/append.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Act } from '../authoring/act.ts';
import { bucketEnd } from '../authoring/quarter.ts';
import { alarmsOf } from '../client/views.ts';
import { mend, spacesToMend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer, stateOf } from '../testing/forge.ts';
import { scene } from '../testing/scene.ts';
import { spaceOf, stops, texts, utterance, type World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let teacher: Peer;
let group: Bytes;
let guardian: Peer;
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group, guardian, line } = await scene());
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, spaceOf(leader, 'team'), who.entry('writer'), who.keys.kem));
  teacher = world.peer(leader.institution, who.id, who.keys);
  await teacher.refresh();
});

const epochOf = (peer: Peer) => currentEpoch(stateOf(peer, group))?.epoch ?? 0;
const idOf = (peer: Peer) => peer.institution.self.id;
const boxes = () => world.server.stolen(leader.institution.id).spaces.get(toHex(group))?.beside.boxes ?? [];

/** The guardian's new device, on a line that lies from the beginning. */
async function device(): Promise<Peer> {
  const { self } = guardian.institution;
  const peer = world.peer(leader.institution, self.id, self.keys, line);
  await peer.refresh();
  return peer;
}

const isIt = (space: Bytes) => equalBytes(space, group);

/** What the leader has uploaded does not reach the guardian as it is. */
function leadersAre(as: 'withheld' | 'garbled'): void {
  const spoil = <Row extends { uploader: Bytes; bytes: Bytes }>(rows: readonly Row[]): Row[] =>
    rows.flatMap((row) => {
      if (!equalBytes(row.uploader, idOf(leader))) return [row];
      return as === 'withheld' ? [] : [{ ...row, bytes: randomBytes(row.bytes.length) }];
    });
  line.lies = {
    'space/boxes': ({ space }, honest) => (isIt(space) ? { boxes: spoil(honest.boxes) } : honest),
    'space/entries': ({ space }, honest) => (isIt(space) ? { entries: spoil(honest.entries) } : honest),
  };
}

/** An append of the teacher's in which the keys beside the log are garbage. */
async function garbage(
  compose: (act: Act) => void,
  isSpoilt: (item: Extract<AppendItem, { kind: 'box' | 'entry' }>) => boolean,
): Promise<void> {
  await teacher.write((act) => {
    compose(act);
    for (const { items } of act.request.parts)
      for (const item of items)
        if ((item.kind === 'box' || item.kind === 'entry') && isSpoilt(item))
          item.bytes = randomBytes(item.bytes.length);
  });
}

for (const as of ['withheld', 'garbled'] as const) {
  test(`boxes and entries that are ${as}: whoever misses them asks, and another member supplies them`, async () => {
    const honest = await device();
    expect(texts(honest, group)).toEqual(['group', 'before']);
    leadersAre(as);
    const lied = await device();
    expect(texts(lied, group)).toEqual([]);
    expect(stops(lied)).toEqual([]);
    await lied.mendKeys();
    await teacher.mendKeys();
    await lied.mendKeys();
    expect(texts(lied, group)).toEqual(['group', 'before']);
    expect((await teacher.session.call('key/asks', {})).asks).toEqual([]);
    const named = alarmsOf(lied).map(({ why, who }) => `${why} ${who}`);
    expect(named).toEqual(as === 'garbled' ? [`key ${toHex(idOf(leader))}`] : []);
  });
}

test('nobody boxes to a ghost that the server has asking', async () => {
  leadersAre('withheld');
  const lied = await device();
  await lied.mendKeys();
  const ghost = newcomer(leader);
  const asked = new LyingTransport(world.transport());
  asked.lies = {
    'key/asks': (_request, honest) => ({
      asks: [...honest.asks, { space: group, epoch: epochOf(leader), member: ghost.id, need: 'box' }],
    }),
    'key/read': (_request, honest) => ({ keys: [...honest.keys, ghost.keys.kem.publicKey] }),
  };
  const { self } = teacher.institution;
  const helper = world.peer(leader.institution, self.id, self.keys, asked);
  await helper.refresh();
  await helper.mendKeys();
  const helped = boxes().filter(({ uploader }) => equalBytes(uploader, self.id));
  expect(helped.map(({ member }) => toHex(member))).toEqual([toHex(idOf(guardian))]);
});

test('nobody answers for an epoch that is over, nor whoever has left', async () => {
  const ask = { space: group, epoch: epochOf(leader), need: 'box' as const };
  await guardian.session.call('key/ask', ask);
  await leader.write((act) => {
    act.record(group, 'remove', () => ({ member: idOf(guardian) }));
    act.rekey(group, [null]);
  });
  await teacher.refresh();
  const before = boxes().length;
  await teacher.mendKeys();
  expect(boxes()).toHaveLength(before);
  await expect(guardian.session.call('key/ask', ask)).rejects.toMatchObject({ code: 'not-found' });
});

test('a member who boxes garbage is named, and another one supplies what is right', async () => {
  await garbage(
    (act) => act.rekey(group, [null]),
    (item) => item.kind === 'box' && equalBytes(item.member, idOf(guardian)),
  );
  await teacher.say(group, utterance('hidden from one'));
  await leader.refresh();
  await guardian.refresh();
  expect(texts(guardian, group)).toEqual(['group', 'before']);
  await guardian.mendKeys();
  await leader.mendKeys();
  await guardian.mendKeys();
  expect(texts(guardian, group)).toEqual(['group', 'before', 'hidden from one']);
  expect(alarmsOf(guardian)).toEqual([{ space: toHex(group), why: 'key', who: toHex(idOf(teacher)) }]);
});

test('a bucket nobody can open ends in a rekey, not in a lock-up; and once it is dead it makes nothing stale', async () => {
  const expiry = world.day + 5;
  await garbage(
    (act) => act.keyring(group, [bucketEnd(expiry)]),
    (item) => item.kind === 'entry',
  );
  await leader.refresh();
  await expect(leader.say(group, utterance('waits', expiry))).rejects.toMatchObject({ detail: 'keys' });
  const epoch = epochOf(leader);
  await leader.mendKeys();
  expect(spacesToMend(leader, world.day)).toBe(0);
  world.day += 1;
  expect(await leader.say(group, utterance('waits no more', expiry))).toBe(true);
  expect(epochOf(leader)).toBe(epoch + 1);
  for (let days = 0; days < 3; days++) {
    await leader.mendKeys();
    expect(spacesToMend(leader, world.day)).toBe(0);
    world.day += 1;
  }
  // And it keeps nobody from rekeying after a removal.
  await leader.write((act) => act.record(group, 'remove', () => ({ member: idOf(guardian) })));
  await mend(leader, world.day, () => undefined);
  expect(epochOf(leader)).toBe(epoch + 2);
});

test('whoever cannot rekey says so after one request, and whoever may does it, once a day', async () => {
  line.lies = { 'space/boxes': ({ space }, honest) => (equalBytes(space, group) ? { boxes: [] } : honest) };
  const lied = await device();
  const epoch = epochOf(leader);
  const turn = async () => {
    await lied.mendKeys();
    await leader.mendKeys();
    await mend(leader, world.day, () => undefined);
  };
  await turn();
  await turn();
  expect(epochOf(leader)).toBe(epoch);
  world.day += 1;
  await turn();
  expect(epochOf(leader)).toBe(epoch + 1);
  await lied.session.call('key/ask', { space: group, epoch: epoch + 1, need: 'rekey' });
  await turn();
  expect(epochOf(leader)).toBe(epoch + 1);
  line.lies = {};
  await lied.refresh();
  expect(texts(lied, group)).toEqual(['group', 'before']);
});

test('whoever was locked out rekeys with what there is; what they lacked is supplied to the new keyring', async () => {
  const hidden = new LyingTransport(world.transport());
  hidden.lies = { 'space/boxes': ({ space }, honest) => (equalBytes(space, group) ? { boxes: [] } : honest) };
  const { self } = teacher.institution;
  const locked = world.peer(leader.institution, self.id, self.keys, hidden);
  await locked.refresh();
  await expect(locked.say(group, utterance('too early'))).rejects.toMatchObject({ detail: 'keys' });
  await locked.mendKeys();
  world.day += 1;
  const epoch = epochOf(leader);
  expect(spacesToMend(locked, world.day)).toBe(1);
  hidden.lies = {};
  await mend(locked, world.day, () => undefined);
  await leader.refresh();
  expect(epochOf(leader)).toBe(epoch + 1);
  expect(await locked.say(group, utterance('in at last'))).toBe(true);
  // A device that has kept nothing finds the old bucket's key nowhere in the new keyring, nor is the old one there any more.
  line.lies = {
    'space/entries': ({ space, epoch: of }, honest) => (isIt(space) && of <= epoch ? { entries: [] } : honest),
  };
  const late = await device();
  await leader.refresh();
  expect(texts(late, group)).toEqual(['in at last']);
  await late.mendKeys();
  await leader.mendKeys();
  await late.mendKeys();
  expect(texts(late, group)).toEqual(['group', 'before', 'in at last']);
});
