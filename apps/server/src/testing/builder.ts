/**
 * For tests: members, control records and events as clients make them, with signatures of zeros where the server verifies none.
 * @module
 */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { kemKeyBytes, type AppendItem, type AppendPart, type AppendRequest } from '@obhut/protocol/append.ts';
import { fromBase64Url, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { foldRecord, unchecked } from '@obhut/protocol/control.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { institutionId, memberId, spaceId } from '@obhut/protocol/ids.ts';
import type { Role, SpaceKind } from '@obhut/protocol/kinds.ts';
import {
  encodeBody,
  encodeRecord,
  type BodyOf,
  type MemberEntry,
  type RecordBody,
  type RecordType,
} from '@obhut/protocol/records.ts';
import { sessionContext } from '@obhut/protocol/routes.ts';
import {
  activeMembers,
  currentEpoch,
  headHash,
  headIndex,
  membersHash,
  type SpaceState,
} from '@obhut/protocol/state.ts';

export function random(length: number): Bytes {
  return Uint8Array.from(randomBytes(length));
}

const noSignature = new Uint8Array(64);

export interface Keys {
  publicKey: Bytes;
  privateKey: KeyObject;
  kem: Bytes;
}

export interface Someone extends Keys {
  id: Bytes;
}

function newKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return { publicKey: fromBase64Url(x ?? ''), privateKey, kem: random(kemKeyBytes) };
}

export function signSession(who: Someone, institution: Bytes, nonce: Bytes, origin: string): Bytes {
  return Uint8Array.from(sign(null, ctx(...sessionContext(institution, who.id, nonce, origin)), who.privateKey));
}

type Common = 'signer' | 'through' | 'day' | 'heads' | 'seen';
/** What is particular to a record's type, the type included. */
type Particular = { [Type in Exclude<RecordType, 'genesis'>]: Omit<BodyOf<Type>, Common> }[Exclude<
  RecordType,
  'genesis'
>];

/** One institution as its members know it: what was said is folded at once, as if every append succeeded. */
export class Builder {
  readonly today: number;
  readonly founder: Someone;
  readonly kit: Keys = newKeys();
  readonly institution: Bytes;
  readonly leadership: Bytes;
  readonly states = new Map<string, SpaceState>();
  readonly #root: Bytes;

  constructor(today: number) {
    this.today = today;
    const keys = newKeys();
    const { kem, publicKey } = keys;
    const bytes = encodeBody({
      type: 'genesis',
      signer: publicKey,
      through: null,
      day: today,
      heads: [],
      seen: null,
      kind: 'leadership',
      nonce: random(16),
      members: [
        { id: null, class: 'persona', role: 'owner', sign: publicKey, kem: hash(kem), until: null },
        { id: null, class: 'kit', role: 'reader', sign: this.kit.publicKey, kem: hash(this.kit.kem), until: null },
      ],
    });
    this.institution = institutionId(bytes);
    this.leadership = spaceId(null, bytes);
    this.founder = { ...keys, id: memberId('persona', this.institution, publicKey, hash(kem)) };
    this.#root = encodeRecord(bytes, noSignature);
  }

  someone(): Someone {
    const keys = newKeys();
    return { ...keys, id: memberId('persona', this.institution, keys.publicKey, hash(keys.kem)) };
  }

  state(space: Bytes): SpaceState {
    const state = this.states.get(toHex(space));
    if (state === undefined) throw new RangeError('no such space');
    return state;
  }

  entry(who: Someone, role: Role, until: number | null = null): MemberEntry {
    return { id: who.id, class: 'persona', role, sign: who.publicKey, kem: hash(who.kem), until };
  }

  spaceEntry(space: Bytes, role: Role): MemberEntry {
    return { id: space, class: 'space', role, sign: null, kem: null, until: null };
  }

  #heads(space: Bytes | null, spaces: readonly Bytes[]): RecordBody['heads'] {
    const named = new Map([this.leadership, ...spaces].map((id) => [toHex(id), id]));
    if (space !== null) named.delete(toHex(space));
    return [...named.values()].map((id) => ({
      space: id,
      index: headIndex(this.state(id)),
      hash: headHash(this.state(id)),
    }));
  }

  /** Folds an own record; throws if it would have no effect. */
  put(space: Bytes, record: Bytes): AppendItem {
    const key = toHex(space);
    const isRoot = this.states.size === 0;
    const root = isRoot ? null : { id: this.institution, leadership: this.leadership };
    const outcome = foldRecord(
      space,
      this.states.get(key) ?? null,
      record,
      root,
      (id) => this.states.get(toHex(id)),
      unchecked,
    );
    if (outcome.result !== 'applied') throw new Error(`record without effect: ${JSON.stringify(outcome)}`);
    this.states.set(key, outcome.state);
    return { kind: 'control', record };
  }

  record(
    space: Bytes,
    signer: Bytes,
    through: Bytes | null,
    particular: Particular,
    seen: RecordBody['seen'] = null,
  ): AppendItem {
    const spaces = activeMembers(this.state(space), 0).flatMap((member) =>
      member.class === 'space' ? [member.id] : [],
    );
    const common = { signer, through, day: this.today, heads: this.#heads(space, spaces), seen };
    return this.put(space, encodeRecord(encodeBody({ ...common, ...particular }), noSignature));
  }

  rekey(space: Bytes, signer: Bytes, through: Bytes | null): AppendItem[] {
    const state = this.state(space);
    const epoch = (currentEpoch(state)?.epoch ?? 0) + 1;
    const kem = random(kemKeyBytes);
    const bucket = random(16);
    const spaces = activeMembers(state, this.today).filter((member) => member.class === 'space');
    const record = this.record(space, signer, through, {
      type: 'rekey',
      epoch,
      commit: random(32),
      kem: state.level <= 1 ? hash(kem) : null,
      membersHash: membersHash(state, this.today),
      boxedTo: spaces.map((member) => ({ space: member.id, epoch: currentEpoch(this.state(member.id))?.epoch ?? 0 })),
      buckets: [{ id: bucket, until: null, hash: random(32) }],
    });
    const boxes = activeMembers(this.state(space), this.today).map((member): AppendItem => {
      return { kind: 'box', epoch, member: member.id, bytes: random(40) };
    });
    const keys: AppendItem[] = state.level <= 1 ? [{ kind: 'key', bytes: kem }] : [];
    return [record, ...keys, ...boxes, { kind: 'entry', epoch, bucket, bytes: random(72) }];
  }

  genesis(kind: SpaceKind, signer: Bytes, through: Bytes, members: MemberEntry[]): AppendPart {
    const spaces = members.flatMap((member) => (member.class === 'space' && member.id !== null ? [member.id] : []));
    const heads = this.#heads(null, [through, ...spaces]);
    const bytes = encodeBody({
      type: 'genesis',
      signer,
      through,
      day: this.today,
      heads,
      seen: null,
      kind,
      nonce: random(16),
      members,
    });
    const space = spaceId(this.institution, bytes);
    const record = this.put(space, encodeRecord(bytes, noSignature));
    const way = members.find((member) => member.class === 'space')?.id ?? null;
    return { space, index: 0, items: [record, ...this.rekey(space, signer, way)] };
  }

  /** Leadership, a team and `everyone`. */
  founding(): AppendRequest & { team: Bytes; everyone: Bytes } {
    const root = this.put(this.leadership, this.#root);
    const keys = [this.founder.kem, this.kit.kem].map((bytes): AppendItem => ({ kind: 'key', bytes }));
    const leadership = {
      space: this.leadership,
      index: 0,
      items: [root, ...keys, ...this.rekey(this.leadership, this.founder.id, null)],
    };
    const owner = this.spaceEntry(this.leadership, 'owner');
    const team = this.genesis('team', this.founder.id, this.leadership, [owner]);
    const everyone = this.genesis('everyone', this.founder.id, this.leadership, [
      owner,
      this.spaceEntry(team.space, 'admin'),
    ]);
    return { parts: [leadership, team, everyone], team: team.space, everyone: everyone.space };
  }

  /** One part that continues the control log; `make` says what. */
  part(space: Bytes, make: () => AppendItem[]): AppendPart {
    const index = this.state(space).hashes.length;
    return { space, index, items: make() };
  }

  add(
    space: Bytes,
    signer: Bytes,
    through: Bytes | null,
    member: MemberEntry,
    seen: RecordBody['seen'] = null,
  ): AppendRequest {
    return { parts: [this.part(space, () => [this.record(space, signer, through, { type: 'add', member }, seen)])] };
  }

  remove(space: Bytes, signer: Bytes, through: Bytes | null, member: Bytes): AppendRequest {
    return { parts: [this.part(space, () => [this.record(space, signer, through, { type: 'remove', member })])] };
  }

  /** `through`: null for a direct member. */
  event(
    space: Bytes,
    author: Bytes,
    through: Bytes | null,
    bytes: Bytes = random(64),
    event: Bytes = random(16),
  ): Extract<AppendItem, { kind: 'event' }> {
    const state = this.state(space);
    const bucket = [...state.buckets.values()].findLast((known) => known.until === null);
    if (bucket === undefined) throw new RangeError('no bucket');
    const inner = through === null ? null : this.state(through);
    return {
      kind: 'event',
      version: 1,
      epoch: bucket.epoch,
      bucket: bucket.id,
      event,
      expiry: 0,
      notify: 'none',
      index: headIndex(state),
      hash: headHash(state),
      author,
      through: inner === null ? null : { space: inner.space, index: headIndex(inner), hash: headHash(inner) },
      bytes,
    };
  }

  say(space: Bytes, author: Bytes, through: Bytes | null, ...events: AppendItem[]): AppendRequest {
    const items = events.length > 0 ? events : [this.event(space, author, through)];
    return { parts: [{ space, index: this.state(space).hashes.length, items }] };
  }
}
