/**
 * A server that lies. Each attack first runs honestly and succeeds, then lies: what it sends is ignored, rejected, dropped or stops the
 * space, as protocol.md, section 5, says, and does no harm.
 */
import { sealBox } from '@obhut/crypto/box.ts';
import { epochCommit, memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { activeMembers, currentEpoch, membersHash } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { Peer } from '../engine/peer.ts';
import { MemoryStore } from '../store/memory.ts';
import { forge, join, judge, newcomer, stateOf, verdict, type Forged } from '../testing/forge.ts';
import { asItem, injecting as injectingFor, newestEvent, scene } from '../testing/scene.ts';
import { rejections, spaceOf, stops, texts, utterance, type World } from '../testing/world.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let guardian: Peer;
/** The guardian's and the leader's lines to the server: honest until they are given lies. */
let line: LyingTransport;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group, guardian, line } = await scene());
});

const injecting = (space: Bytes, item: LogItem) => injectingFor(guardian, space, item);
const controlItem = (record: Bytes) => asItem(guardian, group, record);

const byStranger = (): Forged => ({ keys: memberKeys('persona', randomBytes(32)) });

function rekey(forged: Forged): { record: Bytes; epoch: number; secret: Bytes } {
  const state = stateOf(leader, group);
  const epoch = (currentEpoch(state)?.epoch ?? 0) + 1;
  const secret = randomBytes(32);
  const spaces = activeMembers(state, state.day).filter((member) => member.class === 'space');
  const record = forge(
    leader,
    group,
    'rekey',
    {
      epoch,
      commit: epochCommit(group, epoch, secret),
      kem: null,
      membersHash: membersHash(state, state.day),
      boxedTo: spaces.map(({ id }) => ({ space: id, epoch: currentEpoch(stateOf(leader, id))?.epoch ?? 0 })),
      buckets: [],
    },
    forged,
  );
  return { record, epoch, secret };
}

/** The leader's own hand writes the record, and everyone takes it. */
async function honestly(record: Bytes): Promise<void> {
  await leader.append({
    parts: [{ space: group, index: stateOf(leader, group).hashes.length, items: [{ kind: 'control', record }] }],
  });
  await guardian.refresh();
}

test('an epoch of the server’s own is ignored, and nothing is sealed to it', async () => {
  await honestly(rekey({}).record);
  const known = currentEpoch(stateOf(guardian, group))?.epoch;
  line.lies = injecting(group, controlItem(rekey(byStranger()).record));
  await guardian.refresh();
  expect(currentEpoch(stateOf(guardian, group))?.epoch).toBe(known);
  expect([...(guardian.institution.replica(group)?.ignored.values() ?? [])]).toEqual(['signature']);
  expect(stops(guardian)).toEqual([]);
});

test('a ghost member is ignored, and gets no box', async () => {
  const honest = newcomer(leader);
  await honestly(forge(leader, group, 'add', { member: honest.entry('reader') }));
  const isMember = (id: Bytes) =>
    activeMembers(stateOf(guardian, group), world.day).some((member) => equalBytes(member.id, id));
  expect(isMember(honest.id)).toBe(true);
  const ghost = newcomer(leader);
  line.lies = injecting(
    group,
    controlItem(forge(leader, group, 'add', { member: ghost.entry('reader') }, byStranger())),
  );
  await guardian.refresh();
  expect(isMember(ghost.id)).toBe(false);
  expect([...(guardian.institution.replica(group)?.ignored.values() ?? [])]).toEqual(['signature']);
});

test('a box with a secret of the server’s own is dropped', async () => {
  const { record, epoch, secret } = rekey({});
  const { id, keys } = guardian.institution.self;
  const boxFor = (value: Bytes) =>
    sealBox(
      {
        institution: leader.institution.id,
        space: group,
        epoch,
        member: id,
        kemPublicKey: keys.kem.publicKey,
        kemHash: keys.kem.hash,
      },
      value,
    ) ?? randomBytes(1);
  const answer = (value: Bytes): Lies => ({
    'space/boxes': (request, honest) =>
      equalBytes(request.space, group) ? { boxes: [{ member: id, uploader: id, bytes: boxFor(value) }] } : honest,
  });
  line.lies = answer(randomBytes(32));
  await honestly(record);
  expect(guardian.institution.replica(group)?.keys.epoch(epoch)).toBeNull();
  // The very same way, the secret that the log committed to is taken: by a device that has kept nothing.
  line.lies = answer(secret);
  const device = world.peer(leader.institution, id, keys, line);
  await device.refresh();
  expect(device.institution.replica(group)?.keys.epoch(epoch)).toEqual(secret);
});

test('a persona’s KEM key that was swapped gets no box', async () => {
  const swapped = memberKeys('persona', randomBytes(32)).kem.publicKey;
  const leaderLine = new LyingTransport(world.transport());
  const { id, keys } = leader.institution.self;
  const device = world.peer(leader.institution, id, keys, leaderLine);
  await device.refresh();
  const theirs = guardian.institution.self.keys.kem.publicKey;
  leaderLine.lies = {
    'key/read': (_request, honest) => ({ keys: honest.keys.map((key) => (equalBytes(key, theirs) ? swapped : key)) }),
  };
  const mailbox = spaceOf(device, 'mailbox');
  await device.say(mailbox, utterance('for the guardian'));
  await guardian.refresh();
  // The guardian asks in vain, and nobody else can read it either: no box was sealed to the key that the server gave.
  expect(texts(guardian, mailbox)).toEqual(['letter']);
  const epoch = currentEpoch(stateOf(device, mailbox))?.epoch ?? 0;
  const { boxes } = await guardian.session.call('space/boxes', { space: mailbox, epoch });
  expect(boxes).toEqual([]);

  leaderLine.lies = {};
  const honest = world.peer(leader.institution, id, keys);
  await honest.refresh();
  await honest.write((act) => act.rekey(mailbox, [null]));
  await guardian.refresh();
  expect(texts(guardian, mailbox)).toEqual(['letter', 'for the guardian']);
});

test('an event that is moved to another space, or shown under another name, does not open', async () => {
  const event = await newestEvent(leader, group);
  const seq = (guardian.institution.replica(group)?.seq ?? 0) + 1;
  expect(texts(guardian, group)).toContain('before');
  const state = stateOf(guardian, group);
  const head = { index: state.hashes.length - 1, hash: state.hashes.at(-1) ?? event.hash };
  const elsewhere = await newestEvent(leader, spaceOf(leader, 'everyone'));
  const bucket = [...state.buckets.values()].find((known) => known.epoch === currentEpoch(state)?.epoch);
  const moved = { ...elsewhere, ...head, seq, epoch: bucket?.epoch ?? 0, bucket: bucket?.id ?? elsewhere.bucket };
  line.lies = injecting(group, moved);
  await guardian.refresh();
  expect(rejections(guardian)).toEqual(['key']);
  line.lies = injecting(group, { ...event, seq: seq + 1, event: randomBytes(16) });
  await guardian.refresh();
  expect(rejections(guardian)).toEqual(['key', 'key']);
});

test('two histories: what was written on the other one is rejected, or stops the space', async () => {
  // The guardian is shown one item that nobody else has; from then on the two see different chains.
  const ghost = newcomer(leader);
  line.lies = injecting(
    group,
    controlItem(forge(leader, group, 'add', { member: ghost.entry('reader') }, byStranger())),
  );
  await guardian.refresh();
  expect(stops(guardian)).toEqual([]);
  await leader.say(group, utterance('after'));
  const event = await newestEvent(leader, group);
  const replica = guardian.institution.replica(group);
  const shown = injecting(group, { ...event, seq: (replica?.seq ?? 0) + 1 });
  line.lies = shown;
  await guardian.refresh();
  expect(texts(guardian, group)).not.toContain('after');
  expect(stops(guardian)).toEqual([`control-hash ${toHex(group)}`]);
  // Everything else goes on.
  await leader.say(spaceOf(leader, 'everyone'), utterance('elsewhere'));
  line.lies = {};
  await guardian.refresh();
  expect(texts(guardian, spaceOf(guardian, 'everyone'))).toContain('elsewhere');
});

test('a server that goes back, or withholds, is noticed', async () => {
  line.lies = {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) => ({ ...head, seq: head.seq - 1 })),
    }),
  };
  await guardian.refresh();
  expect(stops(guardian)).toContain(`rollback ${toHex(group)}`);

  const leaderLine = new LyingTransport(world.transport());
  const device = world.peer(leader.institution, leader.institution.self.id, leader.institution.self.keys, leaderLine);
  await device.refresh();
  await device.say(group, utterance('kept'));
  expect(stops(device)).toEqual([]);
  leaderLine.lies = {
    append: () => ({ seqs: [[1]] }),
    'space/log': (_request, honest) => ({ ...honest, items: [] }),
    'space/list': (_request, honest) => honest,
  };
  await device.say(group, utterance('withheld'));
  expect(stops(device)).toEqual([`withheld ${toHex(group)}`]);
});

test('a flood of invalid records stops nobody', async () => {
  for (let count = 0; count < 50; count++) {
    const item = controlItem(forge(leader, group, 'add', { member: newcomer(leader).entry('reader') }, byStranger()));
    line.lies = injecting(group, item);
    await guardian.refresh();
  }
  expect(guardian.institution.replica(group)?.ignored.size).toBe(50);
  expect(stops(guardian)).toEqual([]);
});

/** A teacher who adds somebody of their own to the group, by the standing that the team's log of now gives them. */
async function ghostByTeacher(): Promise<{ record: Bytes; teacher: Bytes }> {
  const team = spaceOf(leader, 'team');
  const { who } = await join(world, leader, team, 'writer');
  const forged = { keys: who.keys, common: { signer: who.id, through: team } };
  return { record: forge(leader, group, 'add', { member: newcomer(leader).entry('reader') }, forged), teacher: who.id };
}

test('a removed teacher lets nobody in through a head from before the removal', async () => {
  const { record, teacher } = await ghostByTeacher();
  await guardian.refresh();
  expect(verdict(judge(guardian, group, record))).toBe('applied');
  await leader.write((act) => act.record(spaceOf(leader, 'team'), 'remove', () => ({ member: teacher })));
  await guardian.refresh();
  line.lies = injecting(group, controlItem(record));
  await guardian.refresh();
  expect(stops(guardian)).toEqual([`old-head ${toHex(group)}`]);
});

test('and neither after the device was started anew', async () => {
  const { record, teacher } = await ghostByTeacher();
  await leader.write((act) => act.record(spaceOf(leader, 'team'), 'remove', () => ({ member: teacher })));
  const { id, keys } = guardian.institution.self;
  const store = new MemoryStore();
  const peer = () =>
    new Peer(leader.institution.id, leader.institution.leadership, { id, keys }, line, store, world.clock);
  await peer().refresh();
  const again = peer();
  await again.load();
  line.lies = injecting(group, controlItem(record));
  await again.refresh();
  expect(stops(again)).toEqual([`old-head ${toHex(group)}`]);
});
