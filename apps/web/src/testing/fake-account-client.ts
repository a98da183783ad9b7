/**
 * What a fake client is without an institution: its connection, its account and the ways into it, over a {@link FakeWorld}.
 * @module
 */
import { posts } from '@obhut/domain/posts.ts';
import type { Alarm, Applied, Draft, Snapshot, States } from '@obhut/sync/client.ts';
import { firstLookName } from '@obhut/sync/client/first-look-name.ts';
import { ClientError, type Failure } from '@obhut/sync/failure.ts';
import { evidenceOf, FakeDeletions } from './fake-extras.ts';
import { FakeFiles } from './fake-files.ts';
import { FakeHere } from './fake-here.ts';
import { FakeInstitutions } from './fake-institutions.ts';
import { FakeTablet } from './fake-tablet.ts';
import { FakeKit } from './fake-kit.ts';
import { FakePlans } from './fake-plans.ts';
import { FakeWays } from './fake-ways.ts';
import { fakeToday, type FakeWorld } from './fake-world.ts';

/** What a first look leaves: posts, under its own name. */
function firstOf(states: States): States {
  return new Map([[firstLookName(posts.name), states.get(posts.name) ?? new Map<string, unknown>()]]);
}

export class FakeAccountClient {
  readonly world: FakeWorld;
  protected readonly here = new FakeHere();
  readonly #listeners = new Set<() => void>();
  protected readonly fakeWays: FakeWays;
  protected loginName: string | null = null;
  protected letterId: string | null = null;
  protected readonly fakeKit: FakeKit;
  protected readonly fakeTablet: FakeTablet;
  protected readonly fakePlans = new FakePlans();
  protected waiting: (Draft & { id: string })[] = [];
  protected readonly deletions: FakeDeletions;
  protected readonly fakeFiles: FakeFiles;
  protected alarms: Alarm[] = [];
  protected nextFailure: Failure | null = null;
  protected mending: Snapshot['mending'] = null;
  protected isOnline = true;
  protected isCaughtUp = true;
  protected reading: Snapshot['reading'] = null;
  #isLookingFirst = false;
  #snapshot: Snapshot;
  #states: States = new Map();
  #ownSnapshot: Snapshot;
  #ownStates: States = new Map();
  protected readonly institutions = new FakeInstitutions(() => this.#own());

  constructor(world: FakeWorld) {
    this.world = world;
    this.fakeWays = new FakeWays(world);
    this.fakeKit = new FakeKit(world);
    this.fakeTablet = new FakeTablet(world);
    this.deletions = new FakeDeletions(world);
    this.fakeFiles = new FakeFiles(world);
    this.#ownSnapshot = this.#view();
    this.#snapshot = this.#ownSnapshot;
    world.subscribe(() => this.changed());
  }

  snapshot = () => this.#snapshot;
  states = () => this.#states;
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  beside = () => this.institutions.views;
  bringForward = (institution: string) =>
    Promise.resolve()
      .then(() => this.#fail())
      .then(() => this.institutions.bringForward(institution))
      .then(() => this.#show());

  /** The same person is in that institution too. */
  join(other: FakeAccountClient): void {
    this.institutions.join(() => other.#own());
    other.subscribe(() => this.#show());
    this.#show();
  }

  /** The next command fails like this. */
  failNext(failure: Failure): void {
    this.nextFailure = failure;
  }

  alarm(alarm: Alarm): void {
    this.alarms = [...this.alarms, alarm];
    this.changed();
  }

  /** As while keys are exchanged after somebody has left. */
  setMending(mending: Snapshot['mending']): void {
    this.mending = mending;
    this.changed();
  }

  /** As on a device that is new; null: it is no more. */
  setReading(reading: Snapshot['reading']): void {
    this.reading = reading;
    this.changed();
  }

  /** As while the first reading is under way. */
  setCaughtUp(isCaughtUp: boolean): void {
    this.isCaughtUp = isCaughtUp;
    this.changed();
  }

  /** As on a new device that has had a first look: nothing else is known until it is new no more. */
  lookFirst(): void {
    this.#isLookingFirst = true;
    this.setReading({ done: 0, total: 50_000 });
  }

  protected get persona(): string | null {
    const own = this.loginName === null ? null : (this.world.accounts.get(this.loginName)?.persona ?? null);
    return this.fakeTablet.person ?? own;
  }

  protected me(): string {
    const persona = this.persona;
    if (persona === null) throw new ClientError('not-allowed');
    return persona;
  }

  #view(): Snapshot {
    const me = this.persona ?? this.letterId ?? this.fakeTablet.id;
    const institution = me === null ? null : this.world.institutionOf(me, me === this.letterId);
    const inside = institution?.standing === 'letter' ? 'letter' : 'ready';
    return {
      phase: institution === null ? 'signed-out' : inside,
      login: this.loginName,
      connection: this.isOnline ? 'online' : 'offline',
      caughtUp: this.isCaughtUp,
      reading: this.reading,
      institution,
      outbox: this.waiting.map(({ id, space, type, body, files = [] }) => ({
        id,
        space,
        type,
        body,
        ...this.fakeFiles.waiting(files),
      })),
      deleting: this.deletions.events,
      alarms: this.alarms,
      evidence: evidenceOf(this.alarms),
      mending: this.mending,
      plans: this.fakePlans.progress,
      kit: this.fakeKit.shown,
      isSheetDue: this.fakeWays.isSheetDue,
      isKitDue: this.fakeKit.isDue && !this.world.hasKit,
      recovering: this.fakeKit.recovering,
      tablet: this.fakeTablet.view,
      here: this.here.view(this.loginName, institution, this.fakeTablet),
      today: fakeToday,
    };
  }

  protected changed(): void {
    const me = this.persona ?? this.letterId ?? this.fakeTablet.id;
    const states = me === null ? new Map() : this.world.statesFor(me);
    this.#ownStates = this.#isLookingFirst && this.reading !== null ? firstOf(states) : states;
    this.#ownSnapshot = this.#view();
    this.#show();
  }

  #own(): { snapshot: Snapshot; states: States } {
    return { snapshot: this.#ownSnapshot, states: this.#ownStates };
  }

  #show(): void {
    const inFront = this.institutions.changed() ?? this.#own();
    [this.#snapshot, this.#states] = [inFront.snapshot, inFront.states];
    for (const listener of this.#listeners) listener();
  }

  /** Fails as told, or for want of a network. */
  protected async reach(): Promise<void> {
    await Promise.resolve();
    this.#fail();
    if (!this.isOnline) throw new ClientError('offline');
  }

  #fail(): void {
    const failure = this.nextFailure;
    this.nextFailure = null;
    if (failure !== null) throw new ClientError(failure);
  }

  async register(name: string, password: string): Promise<void> {
    await this.reach();
    if (this.world.accounts.has(name)) throw new ClientError('name-taken');
    this.world.accounts.set(name, { password, persona: null, recovery: null, second: null, passkey: null });
    this.loginName = name;
    this.fakeWays.isSheetDue = true;
    this.changed();
  }

  async login(name: string, password: string, secondSecret: string | null = null): Promise<void> {
    await this.reach();
    this.fakeWays.enter(name, password, secondSecret);
    this.loginName = name;
    this.changed();
  }

  async recover(name: string, code: string, password: string): Promise<void> {
    await this.reach();
    this.fakeWays.recover(name, code, password);
    this.loginName = name;
    this.changed();
  }

  drawSheet = (password: string) => this.onWays((ways) => ways.draw(this.loginName, password));
  keepSheet = (lastGroup: string) => this.onWays((ways) => ways.keep(this.loginName, lastGroup));
  sheetLater = () => this.onWays((ways) => ways.forget());
  changePassword = (current: string, next: string) => this.onWays((ways) => ways.change(this.loginName, current, next));
  ways = () => this.onWays((ways) => ways.list(this.loginName));
  removeWay = (_id: string) => this.onWays((ways) => ways.remove(this.loginName));

  renew = (password: string) => this.onWays((ways) => ways.renew(this.loginName, password));

  applyForPairing = () => this.onWays((ways) => ways.apply());
  answerPairing = (code: string) => this.onWays((ways) => ways.answer(code));
  isPairingReady = () => this.onWays((ways) => ways.awaited().digits !== null);
  admitPaired = (digits: string) => this.onWays((ways) => ways.admit(this.loginName, digits));

  async awaitPairing(): Promise<Applied> {
    const { digits, login } = await this.onWays((ways) => ways.awaited());
    if (login !== null) this.loginName = login;
    this.changed();
    return { digits, isIn: login !== null };
  }

  checkPassword = (password: string) => this.onWays((ways) => ways.check(this.loginName, password));
  addPasskey = (prf: Uint8Array) => this.onWays((ways) => ways.addPasskey(this.loginName, prf));

  async loginByPasskey(prf: Uint8Array): Promise<void> {
    this.loginName = await this.onWays((ways) => ways.passkeyOwner(prf));
    this.changed();
  }

  async deleteAccount(password: string): Promise<void> {
    await this.onWays((ways) => ways.delete(this.loginName, password));
    await this.logout();
  }

  protected onWays<Result>(work: (ways: FakeWays) => Result): Promise<Result> {
    return this.reached(() => work(this.fakeWays));
  }

  protected async reached<Result>(work: () => Result): Promise<Result> {
    await this.reach();
    const result = work();
    this.changed();
    return result;
  }

  async logout(): Promise<void> {
    await Promise.resolve();
    if (this.loginName !== null) this.here.forget(this.loginName);
    this.loginName = null;
    this.letterId = null;
    this.fakeKit.forget();
    this.fakeWays.forget();
    this.waiting = [];
    this.changed();
  }
}
