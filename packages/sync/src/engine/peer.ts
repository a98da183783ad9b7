/**
 * One member at work: reads what the server has, verifies it, and writes on top of what it has verified.
 * @module
 */
import type { AppendRequest } from '@obhut/protocol/append.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import { Act } from '../authoring/act.ts';
import { bucketFor, sealUtterance, type Utterance } from '../authoring/seal-event.ts';
import { evidenceOf, type Evidence } from '../evidence/evidence.ts';
import { Institution, type Self } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import type { SpaceSnapshot } from '../space/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import { ahead } from './ahead.ts';
import { catchUp, isWorthIt } from './catch-up.ts';
import { confirmKeys } from './confirm.ts';
import { checkHead, checkPin } from './check-head.ts';
import { Expiry, toKeep } from './expiry.ts';
import { keepKnownHeads } from './known-heads.ts';
import { KeyFinder, type KeyFault } from './key-finder.ts';
import { loadHanded, loadKept, takeAll } from './loading.ts';
import type { LocalSnapshots } from './local-snapshots.ts';
import { logPage, type LogPage } from './log-page.ts';
import { isFresh, mostTries, prepare } from './prepare.ts';
import { behind, FirstReading } from './reading.ts';
import { Repair } from './repair.ts';
import { Session } from './session.ts';
import { Shelf } from './shelf.ts';

/** Time as the device has it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** UTC days since 1970-01-01. */
  today(): number;
}

const nothing = (): void => undefined;

export class Peer {
  readonly institution: Institution;
  readonly session: Session;
  readonly #shelf: Shelf;
  readonly #keys: KeyFinder;
  readonly #expiry: Expiry;
  readonly #clock: Clock;
  readonly repair: Repair;
  #snapshots: LocalSnapshots | null = null;
  /** Where the feed stands after the last `refresh`. */
  position = 0;
  /** The server says that one is a member of nothing: every member reads at least leadership's control log. */
  isOut = false;
  readonly firstReading = new FirstReading();

  constructor(id: Bytes, leadership: Bytes, self: Self, transport: Transport, store: Store, clock: Clock) {
    this.institution = new Institution(id, leadership, self);
    this.session = new Session(transport, id, self);
    this.#shelf = new Shelf(store, id);
    this.#keys = new KeyFinder(this.institution, this.#shelf, this.session);
    this.#expiry = new Expiry(this.institution, this.#shelf);
    this.#clock = clock;
    this.repair = new Repair(this.institution, this.#shelf, this.session, clock);
  }

  /** Boxes and entries that do not fit, and from whom the server says that they are. */
  get keyFaults(): readonly KeyFault[] {
    return this.#keys.faults;
  }

  /** Verifies again what this device has kept, as far as no snapshot of its own says that it has; needs no server. */
  async load(snapshots: LocalSnapshots | null = null): Promise<void> {
    this.#snapshots = snapshots;
    await loadKept(this.#parts);
    const known = await this.#shelf.knownHeads();
    // They are kept once everything is read.
    this.firstReading.isOver = known.size > 0;
    for (const replica of this.institution.replicas) {
      const heads = known.get(toHex(replica.space));
      if (heads !== undefined) replica.readToEnd(heads);
    }
    await this.#loaded();
  }

  /** Goes on from where another device of the same person was; to be called where this one has nothing. */
  async takeOver(handed: readonly SpaceSnapshot[]): Promise<void> {
    await loadHanded(this.#parts, handed);
    // What came before is nowhere else on this device.
    await this.#loaded(1);
  }

  async #loaded(least?: number): Promise<void> {
    await this.#expiry.daily(this.#clock.today());
    await this.repair.load();
    await this.#openKeys(false);
    await this.#snapshots?.update(this.institution.replicas, this.#clock.today(), least);
  }

  get #parts() {
    const { institution } = this;
    return {
      institution,
      shelf: this.#shelf,
      expiry: this.#expiry,
      snapshots: this.#snapshots,
      today: this.#clock.today(),
    };
  }

  async #openKeys(online: boolean): Promise<void> {
    await this.#keys.lookAhead(this.#clock.today(), online);
    for (const replica of this.institution.replicas) {
      await this.#keys.open(replica, this.#clock.today(), online);
      replica.retryPending(this.institution.logs);
    }
    await this.#expiry.dropDeleted();
  }

  async #replicaOf(head: SpaceHead): Promise<Replica> {
    const known = this.institution.replica(head.space);
    if (known?.access === 'control' && head.access === 'full') await this.#shelf.dropItems(head.space);
    // Of a team that one has left one goes on reading who is in it: what else was said there is served no more.
    if (known?.access === 'full' && head.access === 'control') await this.#expiry.leave(known, this.#snapshots);
    const replica = this.institution.open(head.space, head.access);
    if (replica !== known) await this.#shelf.keepSpace({ space: head.space, access: replica.access });
    return replica;
  }

  /** Reads a space to its head. False: it waits for another log. */
  async #pull(replica: Replica, first: LogPage, read: () => void): Promise<boolean> {
    for (let page = first; ; page = await logPage(this.session, replica)) {
      const taken = takeAll(this.institution, replica, page.items, this.#clock.today());
      const kept = page.items.slice(0, taken).map((item) => toKeep(item, this.#clock.today()));
      await this.#shelf.keepItems(replica.space, kept);
      if (page.more) read();
      if (taken < page.items.length) return replica.stopped !== null;
      if (!page.more) return true;
    }
  }

  /** Reads everything that is readable now. `reached`: called as soon as the server has answered; `read`: whenever another page of it is here. */
  async refresh(reached: () => void = nothing, read: () => void = nothing): Promise<void> {
    const { spaces, position } = await this.session.call('space/list', {});
    this.firstReading.expect(spaces);
    reached();
    this.isOut = spaces.length === 0;
    await this.#expiry.forget(spaces, this.#clock.today());
    for (const head of spaces) checkHead(this.institution, await this.#replicaOf(head), head);
    if (isWorthIt(behind(this.institution, spaces), this.position))
      await catchUp(this, this.#shelf, this.position, this.#clock.today(), read);
    let open = behind(this.institution, spaces);
    open.sort((a, b) => this.#rank(a) - this.#rank(b));
    for (let before = -1; open.length > 0 && before !== open.length;) {
      before = open.length;
      const waiting: Replica[] = [];
      for await (const [replica, page] of ahead(open, (one) => logPage(this.session, one)))
        if (!(await this.#pull(replica, page, read))) waiting.push(replica);
      open = waiting;
    }
    for (const replica of open) replica.stop('withheld');
    for (const head of spaces) checkPin(this.institution, head);
    await this.#expiry.atHead(this.#clock.today());
    await keepKnownHeads(this.institution, this.#shelf);
    await this.#openKeys(true);
    await this.#snapshots?.update(this.institution.replicas, this.#clock.today());
    this.position = position;
    this.firstReading.isOver = true;
  }

  /** Whoever was taken out of a space keeps nothing of it on this device. True: there was something. */
  dropLeft = (): Promise<boolean> => this.#expiry.dropLeft(this.#snapshots);

  /** Leadership's log first: every other one names it. */
  #rank(replica: Replica): number {
    if (equalBytes(replica.space, this.institution.leadership)) return -1;
    return replica.state?.level ?? (replica.access === 'control' ? 1 : 3);
  }

  /** Tries again what does not open, asks for what is still missing, supplies what others ask for, confirms what opens. */
  async mendKeys(): Promise<void> {
    await this.#openKeys(true);
    await this.repair.ask();
    await this.repair.answer(this);
    await confirmKeys(this.institution, this.session, this.#shelf, this.#clock.today());
  }

  /** Takes pushed items; false: they do not follow on what is known, so `refresh` is needed. */
  async takePushed(items: readonly FeedItem[]): Promise<boolean> {
    for (const { space, item, position } of items) {
      if (position <= this.position) continue;
      const replica = this.institution.replica(space);
      if (replica === undefined || (replica.access === 'full' && item.seq > replica.seq + 1)) return false;
      // Whether what is gone was deleted stands further on: it is read to the end.
      if (item.kind === 'gone') return false;
      if (item.seq > replica.seq) {
        const result = this.institution.take(replica, item, this.#clock.today()).result;
        if (result === 'waiting') return false;
        if (result === 'taken') await this.#shelf.keepItems(space, [toKeep(item, this.#clock.today())]);
        if (this.institution.isNewIn(replica, this.#clock.today())) return false;
        if (item.kind === 'control' && this.institution.hasLeft(this.#clock.today())) return false;
      }
      this.position = position;
    }
    await this.#expiry.atHead(this.#clock.today());
    await this.#openKeys(true);
    await this.#snapshots?.update(this.institution.replicas, this.#clock.today());
    return true;
  }

  act(): Act {
    return new Act(this.institution, this.#clock.today(), this.#keys.kemKey);
  }

  /**
   * Writes what `compose` puts into an act; on a conflict reads on and composes anew. Returns what `compose` returned, and the seqs.
   * `then`: whether one reads back what one wrote; whoever leaves by it cannot. `keep`: is done with the request before it is sent.
   */
  async write<Result>(
    compose: (act: Act) => Result | Promise<Result>,
    then: 'read' | 'leave' = 'read',
    keep: (request: AppendRequest) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ result: Result; seqs: number[][] }> {
    for (let tries = 1; ; tries++) {
      await this.#fetchKemKeys();
      const act = this.act();
      const result = await compose(act);
      const { request } = act;
      if (request.parts.length === 0) return { result, seqs: [] };
      await keep(request);
      try {
        const { seqs } = await this.session.call('append', request);
        if (then === 'read') await this.refresh();
        return { result, seqs };
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict' || tries >= mostTries) throw error;
        await this.refresh();
      }
    }
  }

  async #fetchKemKeys(): Promise<void> {
    const states = this.institution.replicas.flatMap(({ state, access }) =>
      state === null || access === 'control' ? [] : [state],
    );
    await this.#keys.fetchKemKeys(states, this.#clock.today());
  }

  async append(request: AppendRequest): Promise<{ seqs: number[][] }> {
    const answer = await this.session.call('append', request);
    await this.refresh();
    return answer;
  }

  /** Rekeys what is stale, inner spaces first, and sees that the current epoch has a bucket for this expiry. */
  async prepare(space: Bytes, expiry: number): Promise<void> {
    await prepare(this, space, expiry, this.#clock.today());
  }

  /** Says something once, however often this is called with the same id: true when it stands in the verified log. */
  async say(space: Bytes, utterance: Utterance): Promise<boolean> {
    const isOver = () => utterance.expiry !== 0 && utterance.expiry < this.#clock.today();
    if (isOver()) throw new ApiError('refused', 'expiry');
    for (let tries = 1; ; tries++) {
      await this.prepare(space, utterance.expiry);
      const replica = this.institution.replica(space);
      const { state, seen } = replica ?? { state: null, seen: null };
      if (replica === undefined || state === null || seen === null) throw new ApiError('not-found');
      const { logs } = this.institution;
      // What was pushed since `prepare` looked may have made the space stale: it is asked in the same step as the sealing.
      if (!isFresh(this, replica, this.#clock.today())) continue;
      const bucketKey = (id: Bytes) => replica.keys.bucket(id);
      const bucket = bucketFor(state, utterance.expiry);
      // Somebody's box or entry for us is missing or wrong: what we want to say waits until it is there.
      if (bucket === null || bucketKey(bucket.id) === null) throw new ApiError('unavailable', 'keys');
      const item = sealUtterance(this.institution, state, logs, bucketKey, seen, utterance, this.#clock.today());
      try {
        const parts = [{ space, index: state.hashes.length, items: [item] }];
        await this.append({ parts });
        // An acknowledged event that is not in the own chain is being withheld, unless its last day ended meanwhile.
        if (!replica.counts(this.institution.self.id, toHex(utterance.id)) && !isOver()) replica.stop('withheld');
        return replica.stopped === null;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict' || tries >= mostTries) throw error;
        await this.refresh();
      }
    }
  }

  /** What this device can show of a space that has stopped. */
  async evidence(space: Bytes): Promise<Evidence> {
    const replica = this.institution.replica(space);
    if (replica === undefined || replica.stopped === null) throw new RangeError('the space has not stopped');
    return evidenceOf(this.institution, replica, replica.stopped, this.#clock.today());
  }
}
