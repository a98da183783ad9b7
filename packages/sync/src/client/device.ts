/**
 * Everything that one account has open on this device, and who is told when it changes.
 * @module
 */
import { localKey } from '@obhut/crypto/local.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { AccountSession, DeviceKeys } from '../account/device.ts';
import type { Alarm, Recovering, Snapshot, States } from '../client.ts';
import { ModelFolder, type AnyModel } from '../engine/fold-models.ts';
import { LocalSnapshots } from '../engine/local-snapshots.ts';
import { Live } from '../engine/live.ts';
import type { Progress } from '../engine/mend.ts';
import { Outbox } from '../engine/outbox.ts';
import { Peer, type Clock } from '../engine/peer.ts';
import { Persons } from '../engine/persons.ts';
import { Queue } from '../engine/queue.ts';
import type { Self } from '../institution.ts';
import type { Store } from '../store/store.ts';
import { OfflineError, type Transport } from '../transport/transport.ts';
import type { Cleaner } from './cleaner.ts';
import { waitingDeletions } from './deleting.ts';
import { EvidenceKeeper } from './evidence-keeper.ts';
import { failureOf } from './failures.ts';
import { sendWaiting } from './send-waiting.ts';
import { PlanRunner } from './plan-runner.ts';
import type { KitSheet } from './kit-commands.ts';
import { OwnDevices } from './own-devices.ts';
import { Files, waitingView } from './files.ts';
import { Upkeep } from './upkeep.ts';
import { alarmsOf, institutionView } from './views.ts';

export interface ClientParts {
  transport: Transport;
  store: Store;
  deviceKeys: DeviceKeys;
  clock: Clock;
  models: readonly AnyModel[];
  /** Longest pause before stale spaces are rekeyed in the background, in ms. */
  mendWithinMs?: number;
  /** Longest pause before one's own other devices are told what this one has verified, in ms. */
  tellWithinMs?: number;
  /** Without one no files are taken in. */
  cleaner?: Cleaner;
  /** Most bytes of files that are kept of what the server has. */
  mostCachedBytes?: number;
}

export class Device {
  readonly parts: ClientParts;
  readonly queue = new Queue();
  account: AccountSession | null = null;
  /** Acts as the account's persona, or as a letter that is being looked at. */
  peer: Peer | null = null;
  isLetter = false;
  outbox: Outbox | null = null;
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
  #folder: ModelFolder;
  #live: Live | null = null;
  #connection: Snapshot['connection'] = 'offline';
  #caughtUp = false;
  #started = false;
  readonly #alarms: Alarm[] = [];
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;
  #states: States = new Map();

  constructor(parts: ClientParts) {
    this.parts = parts;
    this.#folder = new ModelFolder(parts.models);
    this.#snapshot = this.#view();
    this.#upkeep = new Upkeep({
      queue: this.queue,
      today: () => parts.clock.today(),
      withinMs: parts.mendWithinMs ?? 60_000,
      isOnline: (peer) => this.peer === peer && this.#connection === 'online',
      isStaff: () => this.#snapshot.institution?.standing === 'staff',
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
    return this.#states;
  }

  started(): void {
    this.#started = true;
    this.changed();
  }

  alarm(alarm: Alarm): void {
    const isKnown = this.#alarms.some((known) => known.space === alarm.space && known.why === alarm.why);
    if (!isKnown) this.#alarms.push(alarm);
    this.changed();
  }

  #phase(): Snapshot['phase'] {
    if (!this.#started) return 'starting';
    if (this.peer === null) return 'signed-out';
    return this.isLetter ? 'letter' : 'ready';
  }

  #view(): Snapshot {
    const today = this.parts.clock.today();
    const institution = this.peer === null ? null : institutionView(this.peer, today);
    return {
      phase: this.#phase(),
      login: this.account?.login ?? null,
      connection: this.#connection,
      caughtUp: this.#caughtUp,
      institution,
      outbox: (this.outbox?.waiting ?? []).map((waiting) => waitingView(waiting, this.files)),
      deleting: waitingDeletions(this.outbox?.waiting ?? []),
      alarms: [...this.#alarms, ...(this.peer === null ? [] : alarmsOf(this.peer))],
      evidence: this.evidence?.kept ?? [],
      mending: this.#mending,
      plans: this.plans?.progress ?? [],
      kit: this.kit,
      isSheetDue: this.isSheetDue,
      isKitDue: this.isKitDue && institution?.hasKit === false,
      recovering: this.recovering,
      today,
    };
  }

  changed(): void {
    const today = this.parts.clock.today();
    let hasNewStates = false;
    if (this.peer !== null) this.#folder.know(Persons.of(this.peer.institution));
    for (const replica of this.peer?.institution.replicas ?? [])
      hasNewStates = this.#folder.update(replica, today) || hasNewStates;
    if (hasNewStates) this.#states = this.#folder.states();
    this.#snapshot = this.#view();
    for (const listener of this.#listeners) listener();
  }

  showMending(progress: Progress | null): void {
    this.#mending = progress;
    this.changed();
  }

  newPeer(institution: Bytes, leadership: Bytes, self: Self): Peer {
    return new Peer(institution, leadership, self, this.parts.transport, this.parts.store, this.parts.clock);
  }

  /** Makes a persona's peer the one that the screens see, first from what the device has kept. */
  async enter(peer: Peer): Promise<void> {
    if (this.account === null) throw new RangeError('no account is open');
    this.#use(peer, false);
    this.outbox = new Outbox(this.parts.store, this.account.secret);
    await this.outbox.load();
    this.files = new Files(this.parts, this.account.secret, {
      changed: () => this.changed(),
      complete: () => void this.flushSoon(),
      refused: (space, why) => this.alarm({ space, why }),
    });
    await this.files.load(this.outbox);
    this.evidence = new EvidenceKeeper(this.parts.store, this.account.secret);
    await this.evidence.load();
    this.plans = new PlanRunner(this, peer, this.account.secret);
    await this.plans.load();
    this.#own = this.#ownDevices(peer, this.account);
    await this.#own.recall();
    await peer.load(new LocalSnapshots(this.parts.store, peer.institution.id, localKey(this.account.secret)));
    this.changed();
  }

  #ownDevices(peer: Peer, account: AccountSession): OwnDevices {
    const { parts, queue } = this;
    return new OwnDevices(peer, account, parts, {
      run: (work) => queue.run(work),
      isOnline: () => this.peer === peer && this.#connection === 'online',
      alarm: (why) => this.alarm({ space: null, why }),
      changed: () => this.changed(),
    });
  }

  look(peer: Peer): void {
    this.#use(peer, true);
    this.#connection = 'online';
    this.#caughtUp = true;
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
    if (peer === null || this.isLetter) return;
    this.#live ??= new Live(peer, this.queue, {
      changed: (connection, caughtUp) => {
        this.#connection = connection;
        this.#caughtUp = caughtUp;
        this.changed();
        void this.#keepEvidence(peer);
        if (caughtUp) void this.#sweepFiles(peer);
        if (connection === 'online') this.#upkeep.soon(peer);
        if (connection === 'online') this.#own?.soon();
      },
      reaching: async () => await this.#own?.learn(),
      reached: async () => {
        void this.plans?.goOn();
        await this.flush();
      },
      failed: (error) => {
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

  /** Files of what has expired or was deleted leave the device. */
  async #sweepFiles(peer: Peer): Promise<void> {
    await this.queue.run(async () => {
      if (this.peer === peer) await this.files?.sweep(peer);
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
    this.#live?.stop();
    this.#live = null;
    this.#own?.stop();
    this.#own = null;
    this.#folder = new ModelFolder(this.parts.models);
    this.#states = new Map();
  }

  /** Forgets everything on this device. */
  async forget(): Promise<void> {
    this.#stopAll();
    await this.queue.run(async () => {
      await this.parts.store.clear();
      await this.parts.deviceKeys.forget();
    });
    this.account = null;
    this.peer = null;
    this.isLetter = false;
    this.outbox = null;
    this.evidence = null;
    this.plans = null;
    this.files = null;
    this.kit = null;
    this.isSheetDue = false;
    this.isKitDue = false;
    this.recovering = null;
    this.#connection = 'offline';
    this.changed();
  }
}
