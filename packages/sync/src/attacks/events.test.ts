/**
 * Events, boxes and keyrings that are not what they should be, from the server or from a member with its help (protocol.md, section 11).
 */
import { sealBox } from '@obhut/crypto/box.ts';
import { sealEvent } from '@obhut/crypto/envelope.ts';
import { eventKey } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { eventAad, eventVersion, type EventHeader } from '@obhut/protocol/event.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { controlContext, decodeRecord, encodeRecord } from '@obhut/protocol/records.ts';
import { currentEpoch, headHash, headIndex } from '@obhut/protocol/state.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { bucketFor } from '../authoring/seal-event.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { forge, judge, newcomer, stateOf, verdict, type Newcomer } from '../testing/forge.ts';
import { asItem, injecting, scene } from '../testing/scene.ts';
import { rejections, stops, texts, utterance, type World } from '../testing/world.ts';
import { LyingTransport } from '../transport/lying.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let guardian: Peer;
let line: LyingTransport;
let writer: Newcomer;
let peer: Peer;

beforeAll(cryptoReady);
beforeEach(async () => {
  ({ world, leader, group, guardian, line } = await scene());
  writer = newcomer(leader);
  await leader.write((act) => planAdd(act, group, writer.entry('writer'), writer.keys.kem));
  await leader.prepare(group, 0);
  peer = world.peer(leader.institution, writer.id, writer.keys);
  await peer.refresh();
  await guardian.refresh();
});

interface Change {
  header?: Partial<EventHeader>;
  aadOf?: { institution?: Bytes; space?: Bytes; header?: Partial<EventHeader> };
  seen?: { seq: number; chain: Bytes };
  bucketKey?: Bytes;
}

/** An event by the writer as of what they have read, but for what is changed. */
function event({ header: changed, aadOf, seen, bucketKey }: Change = {}): LogItem {
  const replica = peer.institution.replica(group);
  const state = stateOf(peer, group);
  const bucket = bucketFor(state, 0);
  if (replica?.seen == null || bucket === null) throw new Error('nothing to stand on');
  const header: EventHeader = {
    version: eventVersion,
    epoch: bucket.epoch,
    bucket: bucket.id,
    event: randomBytes(16),
    expiry: 0,
    notify: 'none',
    index: headIndex(state),
    hash: headHash(state),
    author: writer.id,
    through: null,
    ...changed,
  };
  const key = bucketKey ?? replica.keys.bucket(header.bucket) ?? randomBytes(32);
  const aad = eventAad(aadOf?.institution ?? leader.institution.id, aadOf?.space ?? group, {
    ...header,
    ...aadOf?.header,
  });
  const core = { seen: seen ?? replica.seen, time: 0, type: 'note/said@1', body: { text: 'forged' }, blobs: [] };
  const bytes = sealEvent(
    { aad, eventKey: eventKey(key, group, header.epoch, header.bucket), sign: writer.keys.sign },
    encodeCbor(core),
  );
  return { kind: 'event', seq: replica.seq + 1, ...header, bytes };
}

/** What the guardian makes of an item at the end of the group. */
async function served(item: LogItem): Promise<string> {
  line.lies = injecting(guardian, group, item);
  const before = rejections(guardian).length;
  await guardian.refresh();
  if (stops(guardian).length > 0) return stops(guardian)[0]?.split(' ')[0] ?? '';
  if (rejections(guardian).length > before) return `rejected: ${rejections(guardian).at(-1)}`;
  return texts(guardian, group).includes('forged') ? 'accepted' : 'nothing';
}

test('an honest event of a writer is accepted', async () => {
  expect(await served(event())).toBe('accepted');
});

test.each<[string, Change]>([
  ['institution', { aadOf: { institution: new Uint8Array(16) } }],
  ['space', { aadOf: { space: new Uint8Array(16) } }],
  ['event id', { aadOf: { header: { event: new Uint8Array(16) } } }],
  ['expiry', { aadOf: { header: { expiry: 99 } } }],
  ['notify', { aadOf: { header: { notify: 'urgent' } } }],
])('an event that was sealed for another %s does not open', async (_, change) => {
  expect(await served(event(change))).toBe('rejected: key');
});

test('an event in a bucket of an earlier epoch is rejected: after a removal nobody writes to what the removed can read', async () => {
  const old = bucketFor(stateOf(leader, group), 0);
  if (old === null) throw new Error('no bucket');
  const oldKey = peer.institution.replica(group)?.keys.bucket(old.id) ?? randomBytes(32);
  await leader.write((act) => act.rekey(group, [null]));
  await peer.refresh();
  await guardian.refresh();
  const epoch = currentEpoch(stateOf(peer, group))?.epoch ?? 0;
  expect(await served(event({ header: { bucket: old.id, epoch }, bucketKey: oldKey }))).toBe('rejected: bucket');
  expect(
    await served({ ...event({ header: { bucket: old.id, epoch: old.epoch }, bucketKey: oldKey }), seq: seqAfter() }),
  ).toBe('rejected: epoch');
});

function seqAfter(): number {
  return (guardian.institution.replica(group)?.seq ?? 0) + 1;
}

test('a signature made for another context is not the record’s', async () => {
  const epoch = currentEpoch(stateOf(peer, group))?.epoch ?? 0;
  const keyring = () =>
    forge(peer, group, 'keyring', { epoch, buckets: [{ id: randomBytes(16), until: null, hash: randomBytes(32) }] });
  const { bodyBytes, bodyHash } = decodeRecord(keyring());
  const state = stateOf(peer, group);
  const [, ...parts] = controlContext(leader.institution.id, group, state.hashes.length, headHash(state), bodyHash);
  const signedAs = (label: string) => encodeRecord(bodyBytes, signCtx(writer.keys.sign, label, ...parts));
  const ignored = () => [...(guardian.institution.replica(group)?.ignored.values() ?? [])];
  line.lies = injecting(guardian, group, asItem(guardian, group, signedAs('event-signature')));
  await guardian.refresh();
  expect(ignored()).toEqual(['signature']);
  const device = world.peer(guardian.institution, guardian.institution.self.id, guardian.institution.self.keys, line);
  line.lies = {};
  await device.refresh();
  line.lies = injecting(device, group, asItem(device, group, signedAs('control')));
  await device.refresh();
  expect([...(device.institution.replica(group)?.ignored.values() ?? [])]).toEqual([]);
});

test('what its author says to have seen must be what everybody saw', async () => {
  const replica = peer.institution.replica(group);
  expect(await served(event({ seen: { seq: replica?.seq ?? 0, chain: randomBytes(32) } }))).toBe('rejected: seen');
  expect(stops(guardian)).toEqual([]);
});

test('a bucket that nobody can open makes its events wait, and nothing else', async () => {
  const id = randomBytes(16);
  const epoch = currentEpoch(stateOf(peer, group))?.epoch ?? 0;
  await peer.write((act) =>
    act.record(group, 'keyring', () => ({ epoch, buckets: [{ id, until: null, hash: randomBytes(32) }] })),
  );
  await guardian.refresh();
  expect(await served(event({ header: { bucket: id } }))).toBe('nothing');
  expect(guardian.institution.replica(group)?.hasPending).toBe(true);
  line.lies = {};
  const { id: me, keys } = leader.institution.self;
  const device = world.peer(leader.institution, me, keys);
  await device.refresh();
  expect(await device.say(group, utterance('goes on'))).toBe(true);
});

test('garbage boxes and entries are dropped; the right ones beside them are taken', async () => {
  const { self } = leader.institution;
  const state = stateOf(leader, group);
  const epoch = currentEpoch(state)?.epoch ?? 0;
  const garbage = new LyingTransport(world.transport());
  garbage.lies = {
    'space/boxes': (request, honest) => ({
      boxes: honest.boxes.flatMap((box) => [
        { ...box, uploader: randomBytes(16), bytes: randomBytes(box.bytes.length) },
        ...(equalBytes(request.space, group) ? [{ ...box, bytes: randomBytes(3) }] : []),
        box,
      ]),
    }),
    'space/entries': (_request, honest) => ({
      entries: honest.entries.flatMap((entry) => [{ ...entry, bytes: randomBytes(entry.bytes.length) }, entry]),
    }),
  };
  const device = world.peer(leader.institution, self.id, self.keys, garbage);
  await device.refresh();
  expect(device.institution.replica(group)?.keys.epoch(epoch)).not.toBeNull();
  expect(texts(device, group)).toEqual(texts(leader, group));
});

test('nobody is boxed to who is not in the own fold, whatever the server answers', async () => {
  const stranger = newcomer(leader);
  const asked = new LyingTransport(world.transport());
  const { self } = leader.institution;
  asked.lies = { 'key/read': (_request, honest) => ({ keys: [...honest.keys, stranger.keys.kem.publicKey] }) };
  const sent: Bytes[] = [];
  const call = asked.call.bind(asked);
  asked.call = async (name, request, token) => {
    if (name === 'append' && 'parts' in request)
      for (const { items } of request.parts) for (const item of items) if (item.kind === 'box') sent.push(item.member);
    return await call(name, request, token);
  };
  const device = world.peer(leader.institution, self.id, self.keys, asked);
  await device.refresh();
  await device.write((act) => act.rekey(group, [null]));
  const members = [...stateOf(device, group).memberships.keys()];
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.every((member) => members.includes(toHex(member)))).toBe(true);
  const place = { institution: leader.institution.id, space: group, epoch: 1, member: stranger.id };
  const wrongKey = sealBox(
    { ...place, kemPublicKey: stranger.keys.kem.publicKey, kemHash: randomBytes(32) },
    randomBytes(32),
  );
  expect(wrongKey).toBeNull();
});

test.each([
  ['of small order', new Uint8Array(32)],
  ['that is the identity', Uint8Array.from([1, ...new Uint8Array(31)])],
  ['that is not canonical', Uint8Array.from([0xee, ...new Uint8Array(30).fill(0xff), 0x7f])],
])('a member with a key %s signs nothing', async (_, sign) => {
  const { kem } = newcomer(leader).entry('admin');
  const id = memberId('persona', leader.institution.id, sign, kem ?? sign);
  const weak = { id, class: 'persona' as const, role: 'admin' as const, sign, kem, until: null };
  await leader.write((act) => act.record(group, 'add', () => ({ member: weak })));
  await guardian.refresh();
  const honest = forge(leader, group, 'add', { member: newcomer(leader).entry('reader') });
  expect(verdict(judge(leader, group, honest))).toBe('applied');
  const common = { signer: id, through: null };
  const { bodyBytes } = decodeRecord(
    forge(leader, group, 'add', { member: newcomer(leader).entry('reader') }, { common }),
  );
  for (const signature of [new Uint8Array(64), Uint8Array.from([1, ...new Uint8Array(63)])]) {
    expect(verdict(judge(guardian, group, encodeRecord(bodyBytes, signature)))).toBe('ignored: signature');
  }
});
