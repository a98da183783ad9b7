/**
 * One institution as one of its members (a persona, a letter, a kit) has verified it: every space's replica, and how the member acts.
 * @module
 */
import { memberKeys, type MemberKeys } from '@obhut/crypto/keys.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import { actingDirectly, actingThrough, type Acting } from '@obhut/protocol/rights.ts';
import { activeMembers, headIndex, type Logs, type SpaceState } from '@obhut/protocol/state.ts';
import type { Beginning } from './space/chain.ts';
import type { Ingested } from './space/ingested.ts';
import { contradicts, mergePins, reaches, type Pin } from './space/pin.ts';
import { Replica } from './space/replica.ts';

/** Who acts: the id, and the keys that belong to it. */
export interface Self {
  id: Bytes;
  keys: MemberKeys;
  /** The seed by which another device of the same person can end the sessions of this one. */
  device?: Bytes;
}

/** By the seed that their keys follow from. */
export function selfOf(memberClass: 'persona' | 'device', institution: Bytes, seed: Bytes): Self {
  const keys = memberKeys(memberClass, seed);
  return { id: memberId(memberClass, institution, keys.sign.publicKey, keys.kem.hash), keys };
}

/** How one acts in a space: directly, or through a member space. */
export interface Way {
  acting: Acting;
  through: Bytes | null;
}

export class Institution {
  readonly id: Bytes;
  readonly leadership: Bytes;
  readonly self: Self;
  readonly #replicas = new Map<string, Replica>();
  /** Of one's own devices, as far as they were not reached here so far. */
  readonly #pins = new Map<string, Pin>();

  constructor(id: Bytes, leadership: Bytes, self: Self) {
    this.id = id;
    this.leadership = leadership;
    this.self = self;
  }

  readonly logs: Logs = (space) => this.#replicas.get(toHex(space))?.state ?? undefined;

  replica(space: Bytes): Replica | undefined {
    return this.#replicas.get(toHex(space));
  }

  /** In an order in which each space comes after those that may be its members. */
  get replicas(): Replica[] {
    return [...this.#replicas.values()].sort((a, b) => (a.state?.level ?? 3) - (b.state?.level ?? 3));
  }

  /** What is for everyone; of several the oldest that has not been given an end. */
  get everyone(): Bytes | null {
    const all = this.replicas.flatMap(({ state, space }) =>
      state?.kind === 'everyone' ? [{ space, ends: Number(state.retired !== null), since: state.days[0] ?? 0 }] : [],
    );
    return all.toSorted((a, b) => a.ends - b.ends || a.since - b.since)[0]?.space ?? null;
  }

  /** The team of all staff: the one that leads `everyone`. A group's team leads groups only. */
  get staffTeam(): Bytes | null {
    for (const { state } of this.replicas) {
      if (state?.kind !== 'everyone') continue;
      const team = activeMembers(state, 0).find(
        ({ id, class: of }) => of === 'space' && this.logs(id)?.kind === 'team',
      );
      if (team !== undefined) return team.id;
    }
    return null;
  }

  /** `from`: of a space of which nothing is read before; see {@link Replica}. */
  open(space: Bytes, access: 'full' | 'control', from: Beginning | null = null): Replica {
    const known = this.#replicas.get(toHex(space));
    if (known !== undefined && (known.access === access || access === 'control')) return known;
    const replica = new Replica(space, access, from);
    this.#replicas.set(toHex(space), replica);
    return replica;
  }

  forget(space: Bytes): void {
    this.#replicas.delete(toHex(space));
  }

  /** What is read of these spaces must go through these pins. */
  expect(pins: readonly Pin[]): void {
    for (const pin of mergePins([...this.#pins.values()], pins)) {
      this.#pins.set(toHex(pin.space), pin);
      const replica = this.replica(pin.space);
      if (replica !== undefined) this.#passPin(replica, null);
    }
  }

  /** Those that what was read has not reached. */
  get pinsAhead(): Pin[] {
    return [...this.#pins.values()];
  }

  /** A pin that what was read has not reached. */
  ahead(space: Bytes): Pin | undefined {
    return this.#pins.get(toHex(space));
  }

  /** False: the log that was read is another. `item`: what was read last. */
  #passPin(replica: Replica, item: LogItem | null): boolean {
    const pin = this.ahead(replica.space);
    if (pin === undefined || replica.stopped !== null) return true;
    if (contradicts(pin, replica)) {
      replica.stop('fork', item);
      return false;
    }
    if (reaches(pin, replica, replica.access)) this.#pins.delete(toHex(replica.space));
    return true;
  }

  /** Takes an item into its space; a leadership log that is not this institution's stops at its genesis. */
  take(replica: Replica, item: LogItem, today: number): Ingested {
    const isRoot = equalBytes(replica.space, this.leadership);
    const root = isRoot && replica.state === null ? null : { id: this.id, leadership: this.leadership };
    const taken = replica.take(item, root, this.logs, today);
    if (isRoot && replica.state !== null && !equalBytes(replica.state.institution, this.id)) {
      replica.stop('genesis');
      return { result: 'stopped', why: 'genesis' };
    }
    if (!this.#passPin(replica, item)) return { result: 'stopped', why: 'fork' };
    return taken;
  }

  /** Every way in which one may act in a space now, the strongest role first; direct membership before an equal role through a space. */
  ways(state: SpaceState, day: number, logs: Logs = this.logs): Way[] {
    const me = this.self.id;
    const ways: Way[] = [];
    const direct = actingDirectly(state, me, headIndex(state), day);
    if (direct !== null) ways.push({ acting: direct, through: null });
    for (const member of activeMembers(state, day)) {
      const log = member.class === 'space' ? logs(member.id) : undefined;
      if (log === undefined) continue;
      const acting = actingThrough(state, log, headIndex(log), me, headIndex(state), day);
      if (acting !== null) ways.push({ acting, through: log.space });
    }
    return ways.sort(
      (a, b) => Number(atLeast(b.acting.role, a.acting.role)) - Number(atLeast(a.acting.role, b.acting.role)),
    );
  }

  /** One was admitted to a space of which one knew the control log alone: it is to be read as a whole. */
  isNewIn({ access, state }: Replica, day: number): boolean {
    return access === 'control' && state !== null && this.way(state, day) !== null;
  }

  /** By one's own fold one is out of a space that is still here. Of a team one goes on reading who is in it. */
  hasLeft(day: number): boolean {
    return this.replicas.some(
      ({ state, stopped }) =>
        stopped === null && state?.retired === null && state.level > 1 && this.way(state, day) === null,
    );
  }

  /** The strongest way to act, or null where one is no member. */
  way(state: SpaceState, day: number, logs: Logs = this.logs): Way | null {
    return this.ways(state, day, logs)[0] ?? null;
  }
}
