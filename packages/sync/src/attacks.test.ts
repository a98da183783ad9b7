/**
 * A server that lies, and members who overstep. Each attack first runs honestly and succeeds, then lies and is ignored, rejected or
 * stopped, as protocol.md, section 5, says.
 */
import { sealBox } from '@obhut/crypto/box.ts';
import { epochCommit, memberKeys, type MemberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { controlContext, encodeBody, encodeRecord, type RecordBody } from '@obhut/protocol/records.ts';
import { activeMembers, headHash, membersHash, type SpaceState } from '@obhut/protocol/state.ts';
import { beforeAll, expect, test } from 'vitest';
import { keyedEntry } from './authoring/entries.ts';
import { headsOf } from './authoring/records.ts';
import type { Peer } from './engine/peer.ts';
import { rejections, spaceOf, stops, texts, utterance, World } from './testing/world.ts';
import { LyingTransport } from './transport/lying.ts';

beforeAll(cryptoReady);

interface Scene {
  world: World;
  leader: Peer;
  group: Bytes;
  guardian: Peer;
  /** The guardian's line to the server; honest until it is given lies. */
  line: LyingTransport;
}

async function scene(): Promise<Scene> {
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  const line = new LyingTransport(world.transport());
  const guardian = await world.claim(await world.reader(leader, await world.letter(leader, [group])), line);
  return { world, leader, group, guardian, line };
}

function stateOf(peer: Peer, space: Bytes): SpaceState {
  const state = peer.institution.replica(space)?.state;
  if (state == null) throw new Error('not read');
  return state;
}

/** A record in the leader's name, on top of what the log says, signed with `keys`. */
function forge(leader: Peer, space: Bytes, keys: MemberKeys, particular: (common: object) => RecordBody): Bytes {
  const state = stateOf(leader, space);
  const { institution } = leader;
  const spaces = activeMembers(state, state.day).flatMap((member) => (member.class === 'space' ? [member.id] : []));
  const common = {
    signer: institution.self.id,
    through: institution.leadership,
    day: state.day,
    heads: headsOf(institution, space, spaces, institution.logs),
    seen: null,
  };
  const bodyBytes = encodeBody(particular(common));
  const [label, ...parts] = controlContext(
    institution.id,
    space,
    state.hashes.length,
    headHash(state),
    hash(bodyBytes),
  );
  return encodeRecord(bodyBytes, signCtx(keys.sign, label, ...parts));
}

/** From now on the line shows one more item at the end of a space. */
function inject(line: LyingTransport, space: Bytes, item: (seq: number, index: number) => LogItem): void {
  line.lies = {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) =>
        toHex(head.space) === toHex(space) ? { ...head, seq: head.seq + 1, index: head.index + 1 } : head,
      ),
    }),
    'space/log': (request, honest) => {
      if (toHex(request.space) !== toHex(space)) return honest;
      const controls = honest.items.filter((known) => known.kind === 'control').length;
      const seq = request.after + honest.items.length + 1;
      return { ...honest, items: [...honest.items, item(seq, controls)] };
    },
  };
}

const stranger = () => memberKeys('persona', randomBytes(32));

function injectRecord(line: LyingTransport, peer: Peer, space: Bytes, record: Bytes): void {
  const index = stateOf(peer, space).hashes.length;
  inject(line, space, (seq) => ({ kind: 'control', seq, index, record }));
}

test('injects an epoch of its own: ignored, nothing is sealed to it', async () => {
  const { leader, group, guardian, line } = await scene();
  const forged = (keys: MemberKeys) => {
    const state = stateOf(leader, group);
    const epoch = (state.epochs.at(-1)?.epoch ?? 0) + 1;
    const boxedTo = [...(state.epochs.at(-1)?.boxedTo ?? [])].map(([hex, number]) => ({
      space: Uint8Array.fromHex(hex),
      epoch: number,
    }));
    return forge(leader, group, keys, (common) => ({
      ...(common as RecordBody),
      type: 'rekey',
      epoch,
      commit: epochCommit(group, epoch, new Uint8Array(32)),
      kem: null,
      membersHash: membersHash(state, state.day),
      boxedTo,
      buckets: [],
    }));
  };
  await guardian.refresh();
  await leader.refresh();
  // In the leader's own hand the very same record is an epoch.
  const before = stateOf(guardian, group).epochs.length;
  await leader.append({
    parts: [
      {
        space: group,
        index: stateOf(leader, group).hashes.length,
        items: [{ kind: 'control', record: forged(leader.institution.self.keys) }],
      },
    ],
  });
  await guardian.refresh();
  expect(stateOf(guardian, group).epochs).toHaveLength(before + 1);

  injectRecord(line, guardian, group, forged(stranger()));
  await guardian.refresh();
  expect(stateOf(guardian, group).epochs).toHaveLength(before + 1);
  expect([...(guardian.institution.replica(group)?.ignored.values() ?? [])]).toEqual(['signature']);
});

test('adds a ghost member: ignored, and no box is made for it', async () => {
  const { leader, group, guardian, line } = await scene();
  const ghost = stranger();
  const id = memberId('persona', leader.institution.id, ghost.sign.publicKey, ghost.kem.hash);
  const forged = (keys: MemberKeys) =>
    forge(leader, group, keys, (common) => ({
      ...(common as RecordBody),
      type: 'add',
      member: keyedEntry(id, 'persona', 'reader', ghost, null),
    }));
  const isMember = () =>
    activeMembers(stateOf(guardian, group), 20_000).some((member) => toHex(member.id) === toHex(id));
  await leader.refresh();
  await guardian.refresh();
  injectRecord(line, guardian, group, forged(stranger()));
  await guardian.refresh();
  expect(isMember()).toBe(false);
  expect([...(guardian.institution.replica(group)?.ignored.values() ?? [])]).toEqual(['signature']);

  // The honest half, for one who was not lied to: in the leader's hand the same record adds.
  const honest = await scene();
  const record = forge(honest.leader, honest.group, honest.leader.institution.self.keys, (common) => ({
    ...(common as RecordBody),
    type: 'add',
    member: keyedEntry(
      memberId('persona', honest.leader.institution.id, ghost.sign.publicKey, ghost.kem.hash),
      'persona',
      'reader',
      ghost,
      null,
    ),
  }));
  await honest.leader.refresh();
  const space = honest.group;
  const again = forge(honest.leader, space, honest.leader.institution.self.keys, (common) => ({
    ...(common as RecordBody),
    type: 'add',
    member: keyedEntry(
      memberId('persona', honest.leader.institution.id, ghost.sign.publicKey, ghost.kem.hash),
      'persona',
      'reader',
      ghost,
      null,
    ),
  }));
  expect(record.length).toBe(again.length);
  await honest.leader.append({
    parts: [{ space, index: stateOf(honest.leader, space).hashes.length, items: [{ kind: 'control', record: again }] }],
  });
  await honest.guardian.refresh();
  expect(activeMembers(stateOf(honest.guardian, space), 20_000)).toHaveLength(4);
});
