/**
 * One institution of the server in memory: what `admit` lets in is stored, and nothing else is checked.
 * @module
 */
import { admit, type AdmittedPart, type Ground } from '@obhut/protocol/admission.ts';
import type { AppendItem, AppendRequest, AppendResult } from '@obhut/protocol/append.ts';
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { newestHead, withoutExpelled } from '@obhut/protocol/expulsion.ts';
import { isShredded } from '@obhut/protocol/expiry.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import { actingDirectly, actingThrough, mayAppend, type Acting } from '@obhut/protocol/rights.ts';
import { activeMembers, currentEpoch, headIndex, type Member, type SpaceState } from '@obhut/protocol/state.ts';
import { accessOf, type Access } from './access.ts';
import { MemoryAsks } from './asks.ts';
import { MemoryNotices } from './notices.ts';
import { MemorySnapshots } from './snapshots.ts';
import { MemoryBlobs } from './blobs.ts';
import { MemoryConfirmations } from './confirmations.ts';
import { MemorySpace } from './space.ts';

const noGround: Omit<Ground, 'today'> = {
  institution: null,
  state: () => undefined,
  chainAt: () => Promise.resolve(null),
  spacesOf: () => Promise.resolve([]),
};

/** The seq at which an item of the request stood before; undefined: it is new. */
type Stood = (space: Bytes, item: AppendItem) => number | undefined;

async function admitted(request: AppendRequest, actor: Bytes | null, ground: Ground): Promise<AdmittedPart[]> {
  const admission = await admit(request, actor, ground);
  if ('refusal' in admission) throw new ApiError(admission.refusal.code, admission.refusal.detail);
  return admission.parts;
}

/** `stored`: what the request added, in order. */
function answer(request: AppendRequest, stored: readonly FeedItem[], stood: Stood): AppendResult {
  const seqs = request.parts.map(({ space, items }) => {
    const next = stored.filter((item) => equalBytes(item.space, space)).values();
    return items.flatMap((item) => {
      if (item.kind !== 'control' && item.kind !== 'event') return [];
      return stood(space, item) ?? next.next().value?.item.seq ?? [];
    });
  });
  return { seqs };
}

export class MemoryInstitution {
  readonly id: Bytes;
  readonly leadership: Bytes;
  readonly spaces = new Map<string, MemorySpace>();
  /** `feed[i]` has position i + 1. */
  readonly feed: FeedItem[] = [];
  readonly blobs = new MemoryBlobs();
  readonly asks = new MemoryAsks();
  readonly #confirmations = new MemoryConfirmations();
  readonly snapshots = new MemorySnapshots();
  readonly notices = new MemoryNotices();
  readonly #kemKeys = new Map<string, Bytes>();

  private constructor(id: Bytes, leadership: Bytes) {
    this.id = id;
    this.leadership = leadership;
  }

  static async found(
    request: AppendRequest,
    today: number,
  ): Promise<{ institution: MemoryInstitution; result: AppendResult }> {
    const parts = await admitted(request, null, { ...noGround, today });
    const [root] = parts;
    const [genesis] = root?.writes ?? [];
    if (root === undefined || genesis?.kind !== 'control') throw new ApiError('refused', 'genesis');
    const institution = new MemoryInstitution(root.after.institution, root.space);
    const stored = institution.#store(parts, genesis.author);
    return { institution, result: answer(request, stored, () => undefined) };
  }

  /** As of now: whoever is expelled is in no space. */
  get #states(): SpaceState[] {
    const logs = (space: Bytes) => this.spaces.get(toHex(space))?.state;
    return [...this.spaces.values()].map(({ state }) => withoutExpelled(state, newestHead(state, logs), logs));
  }

  access(persona: Bytes, today: number): Access {
    return accessOf(this.#states, persona, today);
  }

  /** Directly, or through a member space: whether somebody may write events into a space. */
  mayWrite(space: Bytes, persona: Bytes, today: number): boolean {
    return this.#actings(space, persona, today).some(mayAppend);
  }

  #actings(space: Bytes, persona: Bytes, today: number): Acting[] {
    const state = this.spaces.get(toHex(space))?.state;
    if (state === undefined) return [];
    const ways = activeMembers(state, today).map((member) => {
      const log = member.class === 'space' ? this.spaces.get(toHex(member.id))?.state : undefined;
      if (log === undefined) return null;
      return actingThrough(state, log, headIndex(log), persona, headIndex(state), today);
    });
    const direct = actingDirectly(state, persona, headIndex(state), today);
    return [direct, ...ways].flatMap((acting) => acting ?? []);
  }

  /** Drops the ciphertext of what the persona's own event deletes. */
  delete({ space, seq, blobs }: RequestOf<'event/delete'>, persona: Bytes, today: number): void {
    const found = this.spaces.get(toHex(space));
    if (found === undefined || !this.access(persona, today).full.has(toHex(space))) throw new ApiError('not-found');
    const actings = this.#actings(space, persona, today).filter(mayAppend);
    const isAdmin = actings.some(({ role }) => atLeast(role, 'admin'));
    if (actings.length === 0) throw new ApiError('refused', 'right');
    found.delete(seq, persona, isAdmin);
    this.#tombstones(space);
    for (const blob of blobs) this.blobs.delete({ space, blob }, persona, isAdmin);
  }

  /** What has become one in a space becomes one in the feed. */
  #tombstones(space: Bytes): void {
    for (const [i, { position, space: of, item }] of this.feed.entries()) {
      const left = equalBytes(of, space) ? this.spaces.get(toHex(space))?.items[item.seq - 1] : undefined;
      if (left !== undefined) this.feed[i] = { position, space, item: left };
    }
  }

  /** How somebody is named in the spaces of which they are a member today. */
  standings(id: Bytes, today: number): { space: Bytes; member: Member }[] {
    return this.#states.flatMap((state) => {
      const named = activeMembers(state, today).filter((other) => other.class !== 'space' && equalBytes(other.id, id));
      return named.map((member) => ({ space: state.space, member }));
    });
  }

  #ground(today: number): Ground {
    return {
      today,
      institution: { id: this.id, leadership: this.leadership },
      state: (space) => this.spaces.get(toHex(space))?.state,
      chainAt: (space, seq) => Promise.resolve(this.spaces.get(toHex(space))?.chainAt(seq) ?? null),
      spacesOf: (invite) => Promise.resolve(this.standings(invite, today).map(({ space }) => space)),
    };
  }

  /** To be called one at a time. */
  async append(request: AppendRequest, persona: Bytes, today: number): Promise<AppendResult> {
    const stood = this.#standing(request, persona, today);
    const parts = request.parts.map((part) => ({
      ...part,
      items: part.items.filter((item) => stood(part.space, item) === undefined),
    }));
    const fresh = { parts: parts.filter((part) => part.items.length > 0) };
    const stored = this.#store(await admitted(fresh, persona, this.#ground(today)), persona);
    return answer(request, stored, stood);
  }

  /** As it is before the append: what it adds would else be found as well. */
  #standing(request: AppendRequest, persona: Bytes, today: number): Stood {
    const { full } = this.access(persona, today);
    const seqs = new Map<AppendItem, number>();
    for (const { space, items } of request.parts) {
      const known = full.has(toHex(space)) ? this.spaces.get(toHex(space)) : undefined;
      const inRequest = new Set<string>();
      for (const item of items) {
        if (item.kind !== 'event' || !equalBytes(item.author, persona)) continue;
        const seq = known?.seqOf(persona, item.event);
        if (seq !== undefined) seqs.set(item, seq);
        if (inRequest.has(toHex(item.event))) throw new ApiError('malformed', 'event-twice');
        inRequest.add(toHex(item.event));
      }
    }
    return (_, item) => seqs.get(item);
  }

  #store(parts: readonly AdmittedPart[], uploader: Bytes): FeedItem[] {
    const before = this.feed.length;
    for (const part of parts) {
      const key = toHex(part.space);
      const space = this.spaces.get(key) ?? new MemorySpace(part.after);
      this.spaces.set(key, space);
      space.state = part.after;
      for (const write of part.writes) {
        if (write.kind === 'key') this.#kemKeys.set(toHex(hash(write.bytes)), write.bytes);
        else if (write.kind === 'box' || write.kind === 'entry') space.putBeside(write, uploader);
        else this.feed.push({ position: this.feed.length + 1, space: part.space, item: space.put(write) });
      }
    }
    return this.feed.slice(before);
  }

  confirm({ places }: RequestOf<'key/confirm'>, persona: Bytes, today: number): void {
    const { full } = this.access(persona, today);
    if (places.some(({ space }) => !full.has(toHex(space)))) throw new ApiError('not-found');
    if (!this.isStaff(persona, today)) throw new ApiError('refused', 'right');
    for (const { space, epoch } of places) this.#confirmations.put(space, epoch, persona, today);
  }

  /** Directly in leadership or a team. */
  isStaff(persona: Bytes, today: number): boolean {
    return this.standings(persona, today).some(
      ({ space, member }) => member.class === 'persona' && (this.spaces.get(toHex(space))?.state.level ?? 2) <= 1,
    );
  }

  /** Wakes whom the items after a position of the feed concern. `now`: milliseconds since 1970. */
  wake(after: number, now: number, today: number): void {
    for (const { space, item } of this.feed.slice(after)) {
      if (item.kind !== 'event' || item.notify === 'none') continue;
      this.notices.wake(
        {
          author: item.author,
          isUrgent: item.notify === 'urgent',
          isReader: (persona) => this.access(persona, today).full.has(toHex(space)),
          isStaff: (persona) => this.isStaff(persona, today),
        },
        now,
      );
    }
  }

  /** Whether leadership has ended, and the institution with it. */
  isEnded(today: number): boolean {
    const state = this.spaces.get(toHex(this.leadership))?.state;
    return state !== undefined && isShredded(state, null, today);
  }

  /** As the real server does at its start and once a day. */
  shred(today: number): void {
    for (const [key, space] of this.spaces) {
      space.shred(today);
      const isMissed = this.asks.isAsked(space.state.space, currentEpoch(space.state)?.epoch ?? 0);
      space.shredSuperseded(today, this.#confirmations, isMissed);
      const isEnded = space.state.level === 2 && isShredded(space.state, null, today);
      if (isEnded && !space.isReadable(today)) this.spaces.delete(key);
    }
    for (const { state } of this.spaces.values()) this.#tombstones(state.space);
    this.asks.shred(today);
    const isMember = (persona: string) => this.standings(fromHex(persona), today).length > 0;
    this.snapshots.shred(today, isMember);
    this.notices.shred(isMember);
    this.blobs.shred((space) => this.spaces.get(toHex(space))?.state, today);
  }

  kemKeys(hashes: readonly Bytes[]): Bytes[] {
    return hashes.flatMap((wanted) => this.#kemKeys.get(toHex(wanted)) ?? []);
  }

  *dump(): Generator<Bytes> {
    for (const space of this.spaces.values()) yield* space.dump();
    yield* this.#kemKeys.values();
    yield* this.blobs.dump();
    yield* this.snapshots.dump();
  }
}
