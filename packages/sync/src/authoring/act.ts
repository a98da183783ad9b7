/**
 * One append in the making: records, boxes, entries and events over any number of spaces, each standing on what the same act wrote before.
 * @module
 */
import { sealBox } from '@obhut/crypto/box.ts';
import { sealEntry, sealSeed } from '@obhut/crypto/keyring.ts';
import { bucketHash, epochCommit, epochKem, keyringKey } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import type { AppendItem, AppendRequest } from '@obhut/protocol/append.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { newestHead, withoutExpelled } from '@obhut/protocol/expulsion.ts';
import { dayOfHeads } from '@obhut/protocol/heads.ts';
import { seedEntryId, spaceId } from '@obhut/protocol/ids.ts';
import { levelOf } from '@obhut/protocol/kinds.ts';
import { encodeBody, type BodyOf, type MemberEntry, type RecordType } from '@obhut/protocol/records.ts';
import {
  activeMembers,
  currentEpoch,
  membersHash,
  type Logs,
  type Member,
  type SpaceState,
} from '@obhut/protocol/state.ts';
import type { Institution } from '../institution.ts';
import { ChainAhead } from './chain-ahead.ts';
import { foldOwn, headsOf, makeGenesis, makeRecord, staffNamedIn, type Particular } from './records.ts';

/** Bucket keys of the act's spaces, by id in hex. */
type BucketKeys = Map<string, { id: Bytes; key: Bytes }>;

interface Part {
  space: Bytes;
  index: number;
  items: AppendItem[];
  state: SpaceState | null;
  /** Only for a space that the act makes: elsewhere others may write in between. */
  chain: ChainAhead | null;
  secret: Bytes | null;
  buckets: BucketKeys;
}

/** The KEM public key with this hash, from beside the log. */
export type KemKeys = (hash: Bytes) => Bytes | undefined;

export class Act {
  readonly institution: Institution;
  readonly today: number;
  readonly #parts = new Map<string, Part>();
  readonly #kemKeys: KemKeys;
  readonly #ownKeys = new Map<string, Bytes>();

  constructor(institution: Institution, today: number, kemKeys: KemKeys) {
    this.institution = institution;
    this.today = today;
    this.#kemKeys = kemKeys;
  }

  readonly logs: Logs = (space) => this.#parts.get(toHex(space))?.state ?? this.institution.logs(space);

  #kemKey(hash: Bytes): Bytes | undefined {
    return this.#ownKeys.get(toHex(hash)) ?? this.#kemKeys(hash);
  }

  #part(space: Bytes): Part {
    const existing = this.#parts.get(toHex(space));
    if (existing !== undefined) return existing;
    const replica = this.institution.replica(space);
    const state = replica?.state ?? null;
    const part: Part = {
      space,
      index: state?.hashes.length ?? 0,
      items: [],
      state,
      chain: state === null ? new ChainAhead(space) : null,
      secret: state === null ? null : (replica?.keys.epoch(currentEpoch(state)?.epoch ?? 0) ?? null),
      buckets: new Map(),
    };
    for (const [hex, key] of replica?.keys.knownBuckets ?? []) {
      const bucket = state?.buckets.get(hex);
      if (bucket !== undefined) part.buckets.set(hex, { id: bucket.id, key });
    }
    this.#parts.set(toHex(space), part);
    return part;
  }

  state(space: Bytes): SpaceState {
    const { state } = this.#part(space);
    if (state === null) throw new RangeError('the space is not known');
    return state;
  }

  #day(space: Bytes): number {
    return Math.max(this.today, this.#part(space).state?.day ?? 0);
  }

  #put(part: Part, record: Bytes): void {
    part.state = foldOwn(this.institution, part.space, part.state, record, this.logs);
    part.items.push({ kind: 'control', record });
    part.chain?.control(this.institution.self.id, record);
  }

  /** Leadership's genesis, whose body made the institution's id. */
  root(bodyBytes: Bytes): void {
    const space = this.institution.leadership;
    this.#put(this.#part(space), makeGenesis(this.institution, null, space, bodyBytes));
  }

  /** Begins a space and returns its id; epoch 1 must follow in the same act. */
  genesis(kind: BodyOf<'genesis'>['kind'], through: Bytes, members: MemberEntry[], nonce = randomBytes(16)): Bytes {
    const spaces = members.flatMap((member) => (member.class === 'space' && member.id !== null ? [member.id] : []));
    const staff = staffNamedIn(this.institution, kind);
    const heads = headsOf(this.institution, null, [through, ...spaces, ...staff], this.logs);
    const bodyBytes = encodeBody({
      type: 'genesis',
      signer: this.institution.self.id,
      through,
      day: Math.max(this.today, dayOfHeads(heads, this.logs)),
      heads,
      seen: null,
      kind,
      nonce,
      members,
    });
    const space = spaceId(this.institution.id, bodyBytes);
    this.#put(this.#part(space), makeGenesis(this.institution, this.institution.id, space, bodyBytes));
    return space;
  }

  /** Adds a record of one's own to a space, through the strongest way that one has there. `joining`: a space that becomes a member. */
  record<Type extends Exclude<RecordType, 'genesis'>>(
    space: Bytes,
    type: Type,
    particular: (day: number) => Particular<Type>,
    joining: readonly Bytes[] = [],
  ): void {
    const part = this.#part(space);
    const state = this.state(space);
    const memberSpaces = activeMembers(state, 0).flatMap((member) => (member.class === 'space' ? [member.id] : []));
    const staff = staffNamedIn(this.institution, state.kind);
    const heads = headsOf(this.institution, space, [...memberSpaces, ...joining, ...staff], this.logs);
    const day = Math.max(this.#day(space), dayOfHeads(heads, this.logs));
    const common = {
      signer: this.institution.self.id,
      through: this.#way(state, day),
      day,
      heads,
      seen: this.institution.replica(space)?.seen ?? null,
    };
    this.#put(part, makeRecord(this.institution, state, encodeCbor({ type, ...common, ...particular(day) })));
  }

  #way(state: SpaceState, day: number): Bytes | null {
    return this.institution.way(state, day, this.logs)?.through ?? null;
  }

  /** Whether the current epoch's secret is known, so that it can be boxed. */
  isOpen(space: Bytes): boolean {
    return this.#part(space).secret !== null;
  }

  /** The KEM key that a member's box goes to: a person's own, or a member space's of its newest epoch. */
  #recipientKem(member: Member): Bytes | null {
    if (member.class !== 'space') return member.kem;
    const log = this.logs(member.id);
    return log === undefined ? null : (currentEpoch(log)?.kem ?? null);
  }

  /** Seals the current epoch secret to a member of the own verified fold. False: there is no key that a box could be sealed to. */
  box(space: Bytes, member: Member): boolean {
    const part = this.#part(space);
    const epoch = currentEpoch(this.state(space))?.epoch;
    if (part.secret === null || epoch === undefined) throw new RangeError('the epoch secret is not known');
    const kemHash = this.#recipientKem(member);
    const kemPublicKey = kemHash === null ? undefined : this.#kemKey(kemHash);
    if (kemHash === null || kemPublicKey === undefined) return false;
    const place = { institution: this.institution.id, space, epoch, member: member.id };
    const bytes = sealBox({ ...place, kemPublicKey, kemHash }, part.secret);
    if (bytes === null) return false;
    part.items.push({ kind: 'box', epoch, member: member.id, bytes });
    return true;
  }

  /** A KEM public key of one's own making, laid beside the log of `space`. */
  publish(space: Bytes, kem: { publicKey: Bytes; hash: Bytes }): void {
    this.#ownKeys.set(toHex(kem.hash), kem.publicKey);
    this.#part(space).items.push({ kind: 'key', bytes: kem.publicKey });
  }

  /** A new epoch, boxed to everyone who is in the space now, with the whole keyring and new buckets of its own. */
  rekey(space: Bytes, until: readonly (number | null)[]): void {
    const part = this.#part(space);
    const stored = this.state(space);
    // The record will name the newest head, at which whoever is expelled is out already.
    const before = withoutExpelled(stored, newestHead(stored, this.logs), this.logs);
    const epoch = (currentEpoch(before)?.epoch ?? 0) + 1;
    const secret = randomBytes(32);
    const kem = levelOf[before.kind] <= 1 ? epochKem(secret, space, epoch) : null;
    const buckets = until.map((last) => this.#newBucket(part, last));
    this.record(space, 'rekey', (day) => ({
      epoch,
      commit: epochCommit(space, epoch, secret),
      kem: kem?.hash ?? null,
      membersHash: membersHash(before, day),
      boxedTo: this.#memberEpochs(before, day),
      buckets,
    }));
    part.secret = secret;
    if (kem !== null) this.publish(space, kem);
    const state = this.state(space);
    for (const member of activeMembers(state, this.#day(space))) this.box(space, member);
    for (const bucket of part.buckets.values()) this.#entry(part, state, bucket);
    if (kem !== null) this.#carrySeeds(part, epoch, secret);
  }

  /** Outer spaces that are boxed to an earlier epoch stay open for whoever comes after this one. */
  #carrySeeds(part: Part, epoch: number, secret: Bytes): void {
    const named = this.institution.replicas.flatMap(({ state }) =>
      state === null ? [] : (currentEpoch(state)?.boxedTo.get(toHex(part.space)) ?? []),
    );
    for (const of of new Set(named)) {
      const seed = of < epoch ? (this.institution.replica(part.space)?.keys.seed(of) ?? null) : null;
      if (seed === null) continue;
      const place = { space: part.space, epoch, of };
      const bytes = sealSeed(keyringKey(secret, part.space, epoch), place, seed);
      part.items.push({ kind: 'entry', epoch, bucket: seedEntryId(part.space, of), bytes });
    }
  }

  /** Everything that the keyring of the current epoch should hold and that one has, for whoever misses some of it. */
  supply(space: Bytes): void {
    const part = this.#part(space);
    const state = this.state(space);
    const epoch = currentEpoch(state)?.epoch ?? 0;
    for (const bucket of part.buckets.values()) this.#entry(part, state, bucket);
    if (state.level <= 1 && part.secret !== null) this.#carrySeeds(part, epoch, part.secret);
  }

  #memberEpochs(state: SpaceState, day: number): BodyOf<'rekey'>['boxedTo'] {
    return activeMembers(state, day).flatMap((member) => {
      const log = member.class === 'space' ? this.logs(member.id) : undefined;
      const epoch = log === undefined ? undefined : currentEpoch(log)?.epoch;
      return epoch === undefined ? [] : [{ space: member.id, epoch }];
    });
  }

  #newBucket(part: Part, until: number | null): BodyOf<'keyring'>['buckets'][number] {
    const id = randomBytes(16);
    const key = randomBytes(32);
    part.buckets.set(toHex(id), { id, key });
    return { id, until, hash: bucketHash(key) };
  }

  #entry(part: Part, state: SpaceState, bucket: { id: Bytes; key: Bytes }): void {
    const named = state.buckets.get(toHex(bucket.id));
    const epoch = currentEpoch(state)?.epoch;
    if (named === undefined || epoch === undefined || part.secret === null) return;
    if (named.until !== null && named.until < this.today) return;
    const place = { space: part.space, epoch, bucket: bucket.id };
    const bytes = sealEntry(keyringKey(part.secret, part.space, epoch), place, bucket.key);
    part.items.push({ kind: 'entry', epoch, bucket: bucket.id, bytes });
  }

  /** New buckets within the current epoch. */
  keyring(space: Bytes, until: readonly (number | null)[]): void {
    const part = this.#part(space);
    const epoch = currentEpoch(this.state(space))?.epoch ?? 0;
    const buckets = until.map((last) => this.#newBucket(part, last));
    this.record(space, 'keyring', () => ({ epoch, buckets }));
    for (const { id } of buckets) {
      const bucket = part.buckets.get(toHex(id));
      if (bucket !== undefined) this.#entry(part, this.state(space), bucket);
    }
  }

  /** For sealing events into a space of this act. */
  sealing(space: Bytes): { state: SpaceState; bucketKey: (id: Bytes) => Bytes | null; chain: ChainAhead | null } {
    const part = this.#part(space);
    const bucketKey = (id: Bytes) => part.buckets.get(toHex(id))?.key ?? null;
    return { state: this.state(space), bucketKey, chain: part.chain };
  }

  item(space: Bytes, item: AppendItem): void {
    this.#part(space).items.push(item);
  }

  memberNamed(space: Bytes, id: Bytes): Member {
    const member = activeMembers(this.state(space), 0).find((other) => equalBytes(other.id, id));
    if (member === undefined) throw new RangeError('not a member');
    return member;
  }

  get request(): AppendRequest {
    const parts = [...this.#parts.values()].filter((part) => part.items.length > 0);
    return { parts: parts.map(({ space, index, items }) => ({ space, index, items })) };
  }
}
