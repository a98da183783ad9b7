/**
 * Records and events that no honest client makes, and what a verifying client makes of them.
 * @module
 */
import { memberKeys, type MemberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx, verifyCtx } from '@obhut/crypto/signatures.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { equalBytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { foldRecord, type Verify } from '@obhut/protocol/control.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import type { MemberClass, Role } from '@obhut/protocol/kinds.ts';
import type { Outcome } from '@obhut/protocol/outcome.ts';
import {
  controlContext,
  encodeRecord,
  proofContext,
  type MemberEntry,
  type RecordBody,
  type RecordType,
} from '@obhut/protocol/records.ts';
import { activeMembers, headHash, type SpaceState } from '@obhut/protocol/state.ts';
import { keyedEntry } from '../authoring/entries.ts';
import { headsOf, type Particular } from '../authoring/records.ts';
import type { Peer } from '../engine/peer.ts';
import type { World } from './world.ts';

const verify: Verify = (publicKey, signature, [label, ...parts]) => verifyCtx(publicKey, signature, label, ...parts);

export function stateOf(peer: Peer, space: Bytes): SpaceState {
  const state = peer.institution.replica(space)?.state;
  if (state == null) throw new Error('not read');
  return state;
}

export interface Forged {
  /** Another state than the one that the peer has read. */
  state?: SpaceState;
  keys?: MemberKeys;
  /** What is said otherwise than an honest client would. */
  common?: Partial<Pick<RecordBody, 'signer' | 'through' | 'day' | 'heads' | 'seen'>>;
}

/** A record on top of what `peer` has read, as it would write it itself, except for what is forged. */
export function forge<Type extends RecordType>(
  peer: Peer,
  space: Bytes,
  type: Type,
  particular: Particular<Type>,
  forged: Forged = {},
): Bytes {
  const { institution } = peer;
  const state = forged.state ?? stateOf(peer, space);
  const inner = activeMembers(state, 0).flatMap((member) => (member.class === 'space' ? [member.id] : []));
  const common = {
    signer: institution.self.id,
    through: institution.way(state, state.day)?.through ?? null,
    day: state.day,
    heads: headsOf(institution, space, inner, institution.logs),
    seen: null,
    ...forged.common,
  };
  const bodyBytes = encodeCbor({ type, ...common, ...particular });
  const [label, ...parts] = controlContext(
    institution.id,
    space,
    state.hashes.length,
    headHash(state),
    hash(bodyBytes),
  );
  return encodeRecord(bodyBytes, signCtx((forged.keys ?? institution.self.keys).sign, label, ...parts));
}

/** What a client that has read as far as `peer` makes of the record. */
export function judge(
  peer: Peer,
  space: Bytes,
  record: Bytes,
  state: SpaceState | null = stateOf(peer, space),
): Outcome {
  const { institution } = peer;
  const root = equalBytes(space, institution.leadership) ? null : institution;
  return foldRecord(space, state, record, root, institution.logs, verify);
}

/** In a word: applied, waiting, or why not. */
export function verdict(outcome: Outcome): string {
  if (outcome.result === 'applied' || outcome.result === 'waiting') return outcome.result;
  return `${outcome.result}: ${outcome.why}`;
}

export interface Newcomer {
  id: Bytes;
  keys: MemberKeys;
  entry: (role: Role, until?: number | null) => MemberEntry;
}

/** Somebody with new keys, whose id follows from them. */
export function newcomer(peer: Peer, memberClass: Exclude<MemberClass, 'space' | 'invite'> = 'persona'): Newcomer {
  const keys = memberKeys(memberClass, randomBytes(32));
  const id = memberId(memberClass, peer.institution.id, keys.sign.publicKey, keys.kem.hash);
  return { id, keys, entry: (role, until = null) => keyedEntry(id, memberClass, role, keys, until) };
}

/** Somebody new in a space, and a peer of theirs that has read everything. */
export async function join(
  world: World,
  leader: Peer,
  space: Bytes,
  role: Role,
  memberClass: Exclude<MemberClass, 'space' | 'invite'> = 'persona',
): Promise<{ who: Newcomer; peer: Peer }> {
  const who = newcomer(leader, memberClass);
  await leader.write((act) => act.record(space, 'add', () => ({ member: who.entry(role) })));
  const peer = world.peer(leader.institution, who.id, who.keys);
  await peer.refresh();
  return { who, peer };
}

/** The new keys' own word that they stand in the old id's place. */
export function proofOf(
  peer: Peer,
  type: 'claim' | 'replace' | 'recovery-request',
  space: Bytes,
  old: Bytes,
  who: Newcomer,
): Bytes {
  const [label, ...parts] = proofContext(type, peer.institution.id, space, old, who.id);
  return signCtx(who.keys.sign, label, ...parts);
}
