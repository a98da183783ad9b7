/**
 * What a member does whose box or entries are missing or wrong: asks, once a day; and what the others do, who can supply them
 * (protocol.md, section 5, Boxes; docs/decisions/0022). Nothing that the server says makes a client seal to a key outside its own fold.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Ask } from '@obhut/protocol/asks.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import { activeMembers, currentEpoch, type Logs, type Member, type SpaceState } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import type { Clock, Peer } from './peer.ts';
import type { Session } from './session.ts';
import type { Asked, Shelf } from './shelf.ts';

/** So long somebody has to answer a request. */
const patienceMs = 600_000;

/**
 * `now`: nothing can be written with it. `before`: what is missing is of earlier epochs, and may be lost to everyone: it is asked for, but
 * makes nothing stale.
 */
function lackOf(replica: Replica, state: SpaceState, today: number): 'now' | 'before' | 'nothing' {
  const epoch = currentEpoch(state)?.epoch ?? 0;
  if (replica.keys.epoch(epoch) === null) return 'now';
  const missing = replica.keys.missing(state, today);
  if (missing.length === 0) return 'nothing';
  return missing.some((id) => state.buckets.get(toHex(id))?.epoch === epoch) ? 'now' : 'before';
}

/** The members of the space through whom somebody reads it, all of them of the own verified fold. */
function membersFor(state: SpaceState, who: Bytes, logs: Logs, today: number): Member[] {
  const isThere = (log: SpaceState | undefined) =>
    log !== undefined && activeMembers(log, today).some((member) => equalBytes(member.id, who));
  return activeMembers(state, today).filter((member) =>
    member.class === 'space' ? isThere(logs(member.id)) : equalBytes(member.id, who),
  );
}

function nameOf({ space, epoch, member }: Ask): string {
  return `${toHex(space)} ${epoch} ${toHex(member)}`;
}

export class Repair {
  readonly #institution: Institution;
  readonly #shelf: Shelf;
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #asked = new Map<string, Asked>();
  /** Answered by this device since it was started. */
  readonly #answered = new Set<string>();
  /** By space: the epoch that others can no longer be helped in, and the day on which they said so. */
  readonly #wanted = new Map<string, { epoch: number; day: number }>();

  constructor(institution: Institution, shelf: Shelf, session: Session, clock: Clock) {
    this.#institution = institution;
    this.#shelf = shelf;
    this.#session = session;
    this.#clock = clock;
  }

  async load(): Promise<void> {
    for (const row of await this.#shelf.asked()) this.#asked.set(toHex(row.space), row);
  }

  #epochOf({ state }: Replica): number {
    return state === null ? 0 : (currentEpoch(state)?.epoch ?? 0);
  }

  /** One request was in vain: who may rekey does so, with what there is. */
  hasGivenUp(replica: Replica): boolean {
    const { state, space } = replica;
    const asked = this.#asked.get(toHex(space));
    if (asked === undefined || state === null || this.#clock.now() - asked.at < patienceMs) return false;
    return asked.epoch === this.#epochOf(replica) || lackOf(replica, state, this.#clock.today()) === 'before';
  }

  /** One's own keys of the newest epoch stay away, or those of somebody who has said so. */
  isStale(replica: Replica): boolean {
    const { state } = replica;
    const today = this.#clock.today();
    if (state === null || (state.retired !== null && state.retired < today)) return false;
    if (lackOf(replica, state, today) === 'now' && this.hasGivenUp(replica)) return true;
    const wanted = this.#wanted.get(toHex(replica.space));
    return wanted?.epoch === this.#epochOf(replica) && wanted.day === today;
  }

  #mayWrite(state: SpaceState): boolean {
    return atLeast(this.#institution.way(state, this.#clock.today())?.acting.role ?? null, 'writer');
  }

  async #keep(space: Bytes, row: Asked | null): Promise<void> {
    if (row === null) this.#asked.delete(toHex(space));
    else this.#asked.set(toHex(space), row);
    await this.#shelf.keepAsked(space, row);
  }

  async #askFor(replica: Replica, state: SpaceState): Promise<void> {
    const { space } = replica;
    const [epoch, today, at] = [this.#epochOf(replica), this.#clock.today(), this.#clock.now()];
    const asked = this.#asked.get(toHex(space));
    const lack = lackOf(replica, state, today);
    if (lack === 'nothing') {
      if (asked === undefined) return;
      await this.#session.call('key/ask', { space, epoch, need: 'nothing' });
      await this.#keep(space, null);
    } else if (asked?.epoch !== epoch) {
      if (asked?.day === today) return;
      await this.#session.call('key/ask', { space, epoch, need: 'box' });
      await this.#keep(space, { space, epoch, at, day: today, isVain: false });
    } else if (lack === 'now' && this.hasGivenUp(replica) && !(asked.isVain && asked.day === today)) {
      if (!this.#mayWrite(state)) await this.#session.call('key/ask', { space, epoch, need: 'rekey' });
      await this.#keep(space, { ...asked, day: today, isVain: true });
    }
  }

  /** Says what is missing; to be called when everything was read and tried. */
  async ask(): Promise<void> {
    for (const replica of this.#institution.replicas) {
      const { state, access, stopped } = replica;
      const isOpen = access === 'full' && stopped === null && state !== null && currentEpoch(state) !== null;
      if (isOpen && this.#institution.way(state, this.#clock.today()) !== null) await this.#askFor(replica, state);
    }
  }

  /** Boxes for the asker's places in the own fold, and the entries that one has. */
  #supply(act: Act, ask: Ask): void {
    const replica = this.#institution.replica(ask.space);
    if (replica === undefined || replica.state === null || replica.stopped !== null) return;
    const epoch = this.#epochOf(replica);
    if (epoch !== ask.epoch || replica.keys.epoch(epoch) === null) return;
    const members = membersFor(replica.state, ask.member, this.#institution.logs, this.#clock.today());
    for (const member of members) act.box(ask.space, member);
    if (members.length > 0 && this.#mayWrite(replica.state)) act.supply(ask.space);
  }

  /** At most once a day for each space: asking makes work for all others. */
  #want({ space, epoch, member }: Ask): void {
    const state = this.#institution.replica(space)?.state ?? null;
    const [key, day] = [toHex(space), this.#clock.today()];
    if (state === null || this.#wanted.get(key)?.day === day) return;
    if (membersFor(state, member, this.#institution.logs, day).length > 0) this.#wanted.set(key, { epoch, day });
  }

  /** Supplies what others ask for, as far as this device has it and knows them. */
  async answer(peer: Peer): Promise<void> {
    const { asks } = await this.#session.call('key/asks', {});
    const { id } = this.#institution.self;
    const others = asks.filter(({ member }) => !equalBytes(member, id));
    for (const ask of others) if (ask.need === 'rekey') this.#want(ask);
    const fresh = others.filter((ask) => !this.#answered.has(nameOf(ask)));
    if (fresh.length === 0) return;
    await peer.write((act) => {
      for (const ask of fresh) this.#supply(act, ask);
    });
    for (const ask of fresh) this.#answered.add(nameOf(ask));
  }
}
