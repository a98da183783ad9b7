/**
 * The {@link Client} port of one person on one device, over a {@link FakeWorld}.
 * @module
 */
import {
  ClientError,
  type Alarm,
  type Applied,
  type Client,
  type Draft,
  type Failure,
  type Founded,
  type Founding,
  type Letter,
  type NewSpaceDraft,
  type Place,
  type Snapshot,
  type States,
} from '@obhut/sync/client.ts';
import { evidenceOf, FakeDeletions } from './fake-extras.ts';
import { FakeKit, kitSheet } from './fake-kit.ts';
import { FakeWays } from './fake-ways.ts';
import { fakeDigits, fakeToday, foundingCode, type FakeWorld } from './fake-world.ts';

export class FakeClient implements Client {
  readonly world: FakeWorld;
  readonly #listeners = new Set<() => void>();
  readonly #ways: FakeWays;
  #login: string | null = null;
  #invite: string | null = null;
  readonly #kit: FakeKit;
  #outbox: (Draft & { id: string })[] = [];
  readonly #deletions: FakeDeletions;
  #alarms: Alarm[] = [];
  #failure: Failure | null = null;
  #mending: Snapshot['mending'] = null;
  #isOnline = true;
  #isCaughtUp = true;
  #snapshot: Snapshot;
  #states: States = new Map();

  constructor(world: FakeWorld) {
    this.world = world;
    this.#ways = new FakeWays(world);
    this.#kit = new FakeKit(world);
    this.#deletions = new FakeDeletions(world);
    this.#snapshot = this.#view();
    world.subscribe(() => this.#changed());
  }

  snapshot = () => this.#snapshot;
  states = () => this.#states;
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The next command fails like this. */
  failNext(failure: Failure): void {
    this.#failure = failure;
  }

  alarm(alarm: Alarm): void {
    this.#alarms = [...this.#alarms, alarm];
    this.#changed();
  }

  /** As while keys are exchanged after somebody has left. */
  setMending(mending: Snapshot['mending']): void {
    this.#mending = mending;
    this.#changed();
  }

  admit = (person: string, place: Place, digits: string) =>
    this.#reached(() => {
      if (digits.replaceAll(/\D/gu, '') !== fakeDigits(person)) throw new ClientError('digits-of-another');
      this.world.admit(person, place);
    });
  endAccess = (persona: string) => this.#reached(() => this.world.expel(persona));
  replacePerson = (old: string, next: string) => this.#reached(() => this.world.replace(old, next));

  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline;
    if (isOnline) this.#deletions.flush();
    if (isOnline) for (const { id, space, ...draft } of this.#outbox.splice(0)) this.#append(space, draft, id);
    this.#changed();
  }

  /** As while the first reading is under way. */
  setCaughtUp(isCaughtUp: boolean): void {
    this.#isCaughtUp = isCaughtUp;
    this.#changed();
  }

  get #persona(): string | null {
    return this.#login === null ? null : (this.world.accounts.get(this.#login)?.persona ?? null);
  }

  #me(): string {
    const persona = this.#persona;
    if (persona === null) throw new ClientError('not-allowed');
    return persona;
  }

  #view(): Snapshot {
    const me = this.#persona ?? this.#invite;
    const institution = me === null ? null : this.world.institutionOf(me, this.#persona === null);
    const inside = institution?.standing === 'letter' ? 'letter' : 'ready';
    return {
      phase: institution === null ? 'signed-out' : inside,
      login: this.#login,
      connection: this.#isOnline ? 'online' : 'offline',
      caughtUp: this.#isCaughtUp,
      institution,
      outbox: this.#outbox.map(({ id, space, type, body }) => ({ id, space, type, body })),
      deleting: this.#deletions.events,
      alarms: this.#alarms,
      evidence: evidenceOf(this.#alarms),
      mending: this.#mending,
      kit: this.#kit.shown,
      isSheetDue: this.#ways.isSheetDue,
      isKitDue: this.#kit.isDue && !this.world.hasKit,
      recovering: this.#kit.recovering,
      today: fakeToday,
    };
  }

  #changed(): void {
    const me = this.#persona ?? this.#invite;
    this.#states = me === null ? new Map() : this.world.statesFor(me);
    this.#snapshot = this.#view();
    for (const listener of this.#listeners) listener();
  }

  /** Fails as told, or for want of a network. */
  async #reach(): Promise<void> {
    await Promise.resolve();
    const failure = this.#failure ?? (this.#isOnline ? null : 'offline');
    this.#failure = null;
    if (failure !== null) throw new ClientError(failure);
  }

  async register(name: string, password: string): Promise<void> {
    await this.#reach();
    if (this.world.accounts.has(name)) throw new ClientError('name-taken');
    this.world.accounts.set(name, { password, persona: null, recovery: null, second: null, passkey: null });
    this.#login = name;
    this.#ways.isSheetDue = true;
    this.#changed();
  }

  async login(name: string, password: string, secondSecret: string | null = null): Promise<void> {
    await this.#reach();
    this.#ways.enter(name, password, secondSecret);
    this.#login = name;
    this.#changed();
  }

  async recover(name: string, code: string, password: string): Promise<void> {
    await this.#reach();
    this.#ways.recover(name, code, password);
    this.#login = name;
    this.#changed();
  }

  drawSheet = (password: string) => this.#onWays((ways) => ways.draw(this.#login, password));
  keepSheet = (lastGroup: string) => this.#onWays((ways) => ways.keep(this.#login, lastGroup));
  sheetLater = () => this.#onWays((ways) => ways.forget());
  changePassword = (current: string, next: string) => this.#onWays((ways) => ways.change(this.#login, current, next));
  ways = () => this.#onWays((ways) => ways.list(this.#login));
  removeWay = (_id: string) => this.#onWays((ways) => ways.remove(this.#login));

  renew = (password: string) => this.#onWays((ways) => ways.renew(this.#login, password));

  applyForPairing = () => this.#onWays((ways) => ways.apply());
  answerPairing = (code: string) => this.#onWays((ways) => ways.answer(code));
  isPairingReady = () => this.#onWays((ways) => ways.awaited().digits !== null);
  admitPaired = (digits: string) => this.#onWays((ways) => ways.admit(this.#login, digits));

  async awaitPairing(): Promise<Applied> {
    const { digits, login } = await this.#onWays((ways) => ways.awaited());
    if (login !== null) this.#login = login;
    this.#changed();
    return { digits, isIn: login !== null };
  }

  checkPassword = (password: string) => this.#onWays((ways) => ways.check(this.#login, password));
  addPasskey = (prf: Uint8Array) => this.#onWays((ways) => ways.addPasskey(this.#login, prf));

  async loginByPasskey(prf: Uint8Array): Promise<void> {
    this.#login = await this.#onWays((ways) => ways.passkeyOwner(prf));
    this.#changed();
  }

  async deleteAccount(password: string): Promise<void> {
    await this.#onWays((ways) => ways.delete(this.#login, password));
    await this.logout();
  }

  #onWays<Result>(work: (ways: FakeWays) => Result): Promise<Result> {
    return this.#reached(() => work(this.#ways));
  }

  async #reached<Result>(work: () => Result): Promise<Result> {
    await this.#reach();
    const result = work();
    this.#changed();
    return result;
  }

  async logout(): Promise<void> {
    await Promise.resolve();
    this.#login = null;
    this.#invite = null;
    this.#kit.forget();
    this.#ways.forget();
    this.#outbox = [];
    this.#changed();
  }

  async found({ code, facts }: Founding): Promise<Founded> {
    await this.#reach();
    const account = this.#login === null ? undefined : this.world.accounts.get(this.#login);
    if (account === undefined) throw new ClientError('not-allowed');
    if (code !== foundingCode || this.world.isFounded) throw new ClientError('wrong-founding-code');
    account.persona = this.world.newId();
    const kit = kitSheet.join('\n');
    this.#kit.shown = kit;
    this.world.found(account.persona, facts);
    this.world.changed();
    return { institution: 'f'.repeat(64), kit };
  }

  async kitKept(): Promise<void> {
    await Promise.resolve();
    this.#kit.shown = null;
    this.#changed();
  }

  drawKit = () => this.#reached(() => this.#kit.draw(this.#me()));
  keepKit = (lastGroup: string) => this.#reached(() => this.#kit.keep(lastGroup));
  checkKit = (lines: string[]) => this.#reached(() => this.#kit.check(lines));
  requestRecovery = (lines: string[], facts: NewSpaceDraft[]) => this.#reached(() => this.#kit.request(lines, facts));
  giveUpRecovery = () => this.#reached(() => this.#kit.giveUp());
  approveRecovery = (digits: string) => this.#reached(() => this.#kit.approve(digits));
  vetoRecovery = () => this.#reached(() => this.#kit.veto());

  async awaitRecovery(): Promise<void> {
    const persona = await this.#reached(() => this.#kit.enter());
    const account = this.#login === null ? undefined : this.world.accounts.get(this.#login);
    if (persona !== null && account !== undefined) account.persona = persona;
    this.#changed();
  }

  async createSpace(kind: 'group', facts: NewSpaceDraft[]): Promise<string> {
    await this.#reach();
    const me = this.#me();
    const space = this.world.addSpace(kind);
    for (const fact of facts) this.world.append(space, me, fact);
    return space.id;
  }

  async invite(groups: string[], mailboxFacts: NewSpaceDraft[]): Promise<Letter> {
    await this.#reach();
    const me = this.#me();
    const mailbox = this.world.addSpace('mailbox');
    const { fragment, code, typed, until } = this.world.addLetter(groups, mailbox.id);
    for (const fact of mailboxFacts) this.world.append(mailbox, me, fact);
    return { fragment, code, typed, mailbox: mailbox.id, until };
  }

  async openLetter(inHand: { fragment: string; code: string } | { typed: string }): Promise<void> {
    await this.#reach();
    const letter = this.world.letterInHand(inHand);
    this.#invite = letter.invite;
    this.#changed();
  }

  async claim(facts: NewSpaceDraft[]): Promise<void> {
    await this.#reach();
    const account = this.#login === null ? undefined : this.world.accounts.get(this.#login);
    if (account === undefined || this.#invite === null) throw new ClientError('not-allowed');
    const persona = this.world.newId();
    this.world.claimLetter(this.#invite, persona);
    account.persona = persona;
    this.#invite = null;
    const mailbox = this.world.spaces.find(({ kind, personas }) => kind === 'mailbox' && personas.includes(persona));
    for (const fact of facts) if (mailbox !== undefined) this.world.append(mailbox, persona, fact);
    this.world.changed();
  }

  deleteEvent = (space: string, event: string) =>
    Promise.resolve(this.#deletions.add(space, event, this.#isOnline)).then(() => this.#changed());
  evidenceFile = (id: string) => Promise.resolve(new TextEncoder().encode(id));

  #append(space: string, draft: NewSpaceDraft, id: string): void {
    this.world.append(this.world.space(space), this.#me(), draft, id);
  }

  /** Offline is no failure: it waits. */
  async send({ space, ...draft }: Draft): Promise<string> {
    await Promise.resolve();
    const id = this.world.newId();
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw new ClientError(failure);
    if (this.#isOnline) this.#append(space, draft, id);
    else this.#outbox.push({ id, space, ...draft });
    this.#changed();
    return id;
  }
}
