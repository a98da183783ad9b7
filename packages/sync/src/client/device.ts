/**
 * Everything that one account, or a shared tablet, has open on this device, and who is told when it changes.
 * @module
 */
import { localKey } from '@obhut/crypto/local.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { AccountSession } from '../account/device.ts';
import type { Alarm, Recovering, Snapshot, States } from '../client.ts';
import type { TabletView } from './tablet-commands.ts';
import { LocalSnapshots } from '../engine/local-snapshots.ts';
import { Live } from '../engine/live.ts';
import type { Progress } from '../engine/mend.ts';
import { Outbox } from '../engine/outbox.ts';
import { Peer } from '../engine/peer.ts';
import { Queue } from '../engine/queue.ts';
import type { Self } from '../institution.ts';
import type { Store } from '../store/store.ts';
import { OfflineError } from '../transport/transport.ts';
import type { DeviceParts } from './client-parts.ts';
import { deviceView } from './device-view.ts';
import { DraftBook } from './drafts.ts';
import { EvidenceKeeper } from './evidence-keeper.ts';
import { failureOf } from './failures.ts';
import { sendWaiting } from './send-waiting.ts';
import { ShownStates } from './shown-states.ts';
import { PlanRunner } from './plan-runner.ts';
import type { KitSheet } from './kit-commands.ts';
import type { DrawnKit } from './new-kit.ts';
import { OwnDevices } from './own-devices.ts';
import { Files } from './files.ts';
import { houseStore } from '../account/house-store.ts';
import { keepSettings, readSettings, type OwnSettings } from './own-settings.ts';
import { Upkeep } from './upkeep.ts';

export class Device {
  readonly parts: DeviceParts;
  readonly queue = new Queue();
  account: AccountSession | null = null;
  /** Acts as the account's persona, or as a letter that is being looked at. */
  peer: Peer | null = null;
  isLetter = false;
  /** Of an account in several institutions: whose drafts are kept apart from the first one's, in hex. */
  house: string | null = null;
  outbox: Outbox | null = null;
  drafts: DraftBook | null = null;
  settings: OwnSettings | null = null;
  /** A sheet for the safe that was shown and is not on paper so far. */
  drawnKit: DrawnKit | null = null;
  evidence: EvidenceKeeper | null = null;
  plans: PlanRunner | null = null;
  #own: OwnDevices | null = null;
  files: Files | null = null;
  /** The kit of a founding that is not confirmed to be in the safe. */
  kit: readonly KitSheet[] | null = null;
  #mending: Progress | null = null;
  readonly #upkeep: Upkeep;
  isSheetDue = false;
  /** Who came in by the sheet from the safe prints another. */
  isKitDue = false;
  recovering: Recovering | null = null;
  tablet: TabletView | null = null;
  #shown: ShownStates;
  #live: Live | null = null;
  #connection: Snapshot['connection'] = 'connecting';
  #caughtUp = false;
  /** Screens see more than that it starts. */
  isStarted = false;
  #stopped = false;
  readonly #alarms: Alarm[] = [];
  readonly #listeners: Set<() => void>;
  #snapshot: Snapshot;

  constructor(parts: DeviceParts, listeners: Set<() => void>) {
    this.parts = parts;
    this.#listeners = listeners;
    this.#shown = new ShownStates(parts);
    this.#snapshot = this.#view();
    this.#upkeep = new Upkeep({
      queue: this.queue,
      today: () => parts.clock.today(),
      withinMs: parts.mendWithinMs ?? 60_000,
      isOnline: (peer) => this.peer === peer && this.#connection === 'online',
      isStaff: () => ['staff', 'device'].includes(this.#snapshot.institution?.standing ?? ''),
      changed: () => this.changed(),
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get states(): States {
    return this.#shown.all;
  }

  /** Screens hear no more of it, and nothing of it goes on by itself. */
  stop(): void {
    this.#stopped = true;
    this.#stopAll();
    this.peer = null;
  }

  async use(account: AccountSession): Promise<void> {
    const { store, clock } = this.parts;
    await this.#openDrafts(store, account.secret);
    this.settings = await readSettings(store, account.secret, clock.now());
    this.account = account;
  }

  /** None are kept until those that wait are read. */
  async #openDrafts(store: Store, secret: Bytes): Promise<void> {
    this.drafts = null;
    this.drafts = await DraftBook.open(store, secret);
  }

  /** Their owner is there, and sets something or nothing. */
  async seen(change: Pick<Partial<OwnSettings>, 'idle' | 'front'> = {}): Promise<void> {
    const { account, settings, parts } = this;
    if (account === null || settings === null) return;
    this.settings = { ...settings, ...change, seen: parts.clock.now() };
    await keepSettings(parts.store, account.secret, this.settings);
    this.changed();
  }

  alarm(alarm: Alarm): void {
    const isKnown = this.#alarms.some((known) => known.space === alarm.space && known.why === alarm.why);
    if (!isKnown) this.#alarms.push(alarm);
    this.changed();
  }

  #view(): Snapshot {
    const [connection, caughtUp, alarms, mending] = [this.#connection, this.#caughtUp, this.#alarms, this.#mending];
    return deviceView(this, { connection, caughtUp, alarms, mending });
  }

  changed(): void {
    this.#shown.update(this.peer, this.parts.clock.today(), this.#caughtUp);
    this.#tell();
  }

  #tell(): void {
    if (this.#stopped) return;
    this.#snapshot = this.#view();
    for (const listener of this.#listeners) listener();
  }

  showMending(progress: Progress | null): void {
    this.#mending = progress;
    this.changed();
  }

  newPeer(institution: Bytes, leadership: Bytes, self: Self, store: Store = this.parts.store): Peer {
    const { account, parts } = this;
    const here = account === null ? self : { ...self, device: account.device };
    return new Peer(institution, leadership, here, parts.transport, store, parts.clock);
  }

  /** Makes a persona's peer the one that the screens see, first from what the device has kept. */
  async enter(peer: Peer): Promise<void> {
    if (this.account === null) throw new RangeError('no account is open');
    const [{ secret }, { id }] = [this.account, peer.institution];
    const store = await houseStore(this.parts.store, id);
    this.house = store === this.parts.store ? null : toHex(id);
    // Those of the first are open since before it was in it.
    if (this.house !== null) await this.#openDrafts(store, secret);
    await this.enterWith(peer, { store, secret });
  }

  /** `own`: where the one who acts keeps what waits, and under which secret. */
  async enterWith(peer: Peer, { store, secret }: { store: Store; secret: Bytes }): Promise<void> {
    this.#use(peer, false);
    // An account's are open before it is in an institution.
    if (this.account === null) await this.#openDrafts(store, secret);
    const { id } = peer.institution;
    const [outbox, evidence] = [new Outbox(store, secret, id), new EvidenceKeeper(store, secret, id)];
    const files = new Files({ ...this.parts, store }, secret, {
      changed: () => this.changed(),
      complete: () => void this.flushSoon(),
      refused: (space, why) => this.alarm({ space, why }),
    });
    const plans = new PlanRunner(this, peer, { store, secret });
    [this.outbox, this.files, this.evidence, this.plans] = [outbox, files, evidence, plans];
    await outbox.load();
    await files.load(outbox);
    await evidence.load();
    await plans.load();
    // Only who has an account has other devices of their own.
    this.#own = this.account === null ? null : this.#ownDevices(peer, this.account);
    await this.#own?.recall();
    await peer.load(new LocalSnapshots(store, peer.institution.id, localKey(secret)));
    this.changed();
  }

  #ownDevices(peer: Peer, account: AccountSession): OwnDevices {
    return new OwnDevices(peer, account, this.parts, {
      run: (work) => this.queue.run(work),
      isOnline: () => this.peer === peer && this.#connection === 'online',
      alarm: (why) => this.alarm({ space: null, why }),
      changed: () => this.changed(),
    });
  }

  /** Somebody else acts on this tablet now: what was said to the one before is not theirs. */
  forgetAlarms(): void {
    this.#alarms.length = 0;
  }

  look(peer: Peer): void {
    this.#use(peer, true);
    [this.#connection, this.#caughtUp] = ['online', true];
    this.changed();
  }

  #use(peer: Peer, isLetter: boolean): void {
    this.#stopAll();
    this.peer = peer;
    this.isLetter = isLetter;
  }

  /** Goes online and stays so; at once if it is already trying. */
  async connect(): Promise<void> {
    const { peer } = this;
    if (peer === null || this.isLetter || this.#stopped) return;
    this.#live ??= new Live(peer, this.queue, {
      changed: (connection, caughtUp) => {
        [this.#connection, this.#caughtUp] = [connection, caughtUp];
        this.changed();
        void this.#keepEvidence(peer);
        // Nobody sweeps or mends by what they have not read so far.
        if (!caughtUp) return;
        void this.#sweep(peer);
        this.#upkeep.soon(peer);
        this.#own?.soon();
      },
      read: () => this.#tell(),
      reaching: async (reached) => {
        await this.#own?.learn();
        await this.#shown.lookFirst(peer, this.parts.clock.today(), reached);
        this.changed();
      },
      reached: async () => {
        void this.plans?.goOn();
        await this.flush();
      },
      failed: (error) => {
        if (error.detail === 'device-ended') return this.parts.ended();
        const why = error.code === 'unauthenticated' ? 'shut-out' : (failureOf(error) ?? 'server');
        this.alarm({ space: null, why });
      },
    });
    await this.#live.connect();
  }

  async #keepEvidence(peer: Peer): Promise<void> {
    const { evidence, parts } = this;
    if (this.peer !== peer || evidence === null) return;
    const isNew = await this.queue.run(() => evidence.keep(peer, parts.clock.today()));
    if (isNew) this.changed();
  }

  /** What one was taken out of leaves the device, and files of what has expired or was deleted. */
  async #sweep(peer: Peer): Promise<void> {
    await this.queue.run(async () => {
      if (this.peer !== peer) return;
      if (await peer.dropLeft()) this.changed();
      await this.files?.sweep(peer);
    });
  }

  /** What waits is safe on the device: being offline is no failure. */
  async flushSoon(): Promise<void> {
    try {
      await this.queue.run(() => this.flush());
    } catch (error) {
      if (!(error instanceof OfflineError)) this.alarm({ space: null, why: 'not-sent' });
      await this.connect();
    }
  }

  /** Sends what waits, in order, but for what waits for its files. What the server will never take stays, is named, and holds up nothing else; what is over does not stay. */
  async flush(): Promise<void> {
    await sendWaiting(this);
  }

  /** What is under way for whoever was inside, and what was made of their facts. */
  #stopAll(): void {
    this.#upkeep.stop();
    this.#mending = null;
    this.files?.uploads.stop();
    for (const work of [this.#live, this.#own, this.plans]) work?.stop();
    [this.#live, this.#own, this.plans] = [null, null, null];
    this.#shown = new ShownStates(this.parts);
  }
}
