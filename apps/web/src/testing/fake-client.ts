/**
 * The {@link Client} port of one person on one device, over a {@link FakeWorld}.
 * @module
 */
import type { Client, Draft, Founded, Founding, Letter, NewSpaceDraft, Place } from '@obhut/sync/client.ts';
import type { NoticeHours } from '@obhut/sync/client/notice-commands.ts';
import type { KitForm } from '@obhut/sync/client/kit-commands.ts';
import type { TabletCode } from '@obhut/sync/client/tablet-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { Plan } from '@obhut/sync/plans/plan.ts';
import { FakeNotices } from './fake-notices.ts';
import { FakeHereClient } from './fake-here-client.ts';
import { fakeDigits } from './fake-digits.ts';
import { foundingCode } from './fake-world.ts';

export class FakeClient extends FakeHereClient implements Client {
  readonly notices = new FakeNotices();
  readonly #letterWords = new Map<string, NewSpaceDraft>();

  readonly #others: FakeClient[] = [];

  override join(other: FakeClient): void {
    this.#others.push(other);
    super.join(other);
  }

  protected override get speaker(): FakeClient {
    const id = this.snapshot().institution?.id;
    return this.#others.find((one) => one.snapshot().institution?.id === id) ?? this;
  }

  /** How much is to be said as soon as one has joined. */
  get wordsOfLetter(): number {
    return this.#letterWords.size;
  }

  admit = (person: string, place: Place, digits: string) =>
    this.reached(() => {
      if (digits.replaceAll(/\D/gu, '') !== fakeDigits(person)) throw new ClientError('digits-of-another');
      this.world.admit(person, place);
    });
  perform = (plan: Plan) => this.reached(() => this.fakePlans.perform(this.world, this.me(), plan));
  planResult = (id: string) => this.reached(() => this.fakePlans.result(id));
  forgetPlan = (id: string) => this.reached(() => this.fakePlans.forget(id)).then(() => this.changed());
  endAccess = (persona: string) => this.reached(() => this.world.expel(persona));
  replacePerson = (old: string, next: string) => this.reached(() => this.world.replace(old, next));

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    if (isOnline) this.deletions.flush();
    if (isOnline) for (const { id, space, ...draft } of this.waiting.splice(0)) this.#append(space, draft, id);
    this.changed();
  }

  async found({ code, facts }: Founding): Promise<Founded> {
    await this.reach();
    const account = this.loginName === null ? undefined : this.world.accounts.get(this.loginName);
    if (account === undefined) throw new ClientError('not-allowed');
    if (code !== foundingCode || this.world.isFounded) throw new ClientError('wrong-founding-code');
    account.persona = this.world.newId();
    this.fakeKit.choose('one');
    this.world.found(account.persona, facts);
    this.world.changed();
    return { institution: 'f'.repeat(64) };
  }

  async chooseKitForm(form: KitForm): Promise<void> {
    await this.reach();
    this.fakeKit.choose(form);
    this.changed();
  }

  async kitKept(): Promise<void> {
    await Promise.resolve();
    this.fakeKit.shown = null;
    this.changed();
  }

  drawKit = (form: KitForm) => this.reached(() => this.fakeKit.draw(this.me(), form));
  keepKit = (lastGroups: string[]) => this.reached(() => this.fakeKit.keep(lastGroups));
  checkKit = (sheets: string[][]) => this.reached(() => this.fakeKit.check(sheets));
  requestRecovery = (sheets: string[][], facts: NewSpaceDraft[]) =>
    this.reached(() => this.fakeKit.request(sheets, facts));
  giveUpRecovery = () => this.reached(() => this.fakeKit.giveUp());
  approveRecovery = (digits: string) => this.reached(() => this.fakeKit.approve(digits));
  vetoRecovery = () => this.reached(() => this.fakeKit.veto());

  async awaitRecovery(): Promise<void> {
    const persona = await this.reached(() => this.fakeKit.enter());
    const account = this.loginName === null ? undefined : this.world.accounts.get(this.loginName);
    if (persona !== null && account !== undefined) account.persona = persona;
    this.changed();
  }

  async createSpace(kind: 'group', facts: NewSpaceDraft[]): Promise<string> {
    await this.reach();
    const me = this.me();
    const space = this.world.addSpace(kind);
    space.spaces = [this.world.spaceOfKind('leadership').id, this.world.spaceOfKind('team').id];
    for (const fact of facts) this.world.append(space, me, fact);
    return space.id;
  }

  async invite(groups: string[], mailboxFacts: NewSpaceDraft[]): Promise<Letter> {
    await this.reach();
    const me = this.me();
    const mailbox = this.world.addSpace('mailbox');
    const { fragment, code, typed, until } = this.world.addLetter(groups, mailbox.id);
    for (const fact of mailboxFacts) this.world.append(mailbox, me, fact);
    return { fragment, code, typed, mailbox: mailbox.id, until };
  }

  async openLetter(inHand: { fragment: string; code: string } | { typed: string }): Promise<void> {
    await this.reach();
    const letter = this.world.letterInHand(inHand);
    this.letterId = letter.invite;
    this.changed();
  }

  async claim(facts: NewSpaceDraft[]): Promise<void> {
    await this.reach();
    const account = this.loginName === null ? undefined : this.world.accounts.get(this.loginName);
    if (account === undefined || this.letterId === null) throw new ClientError('not-allowed');
    const persona = this.world.newId();
    this.world.claimLetter(this.letterId, persona);
    account.persona = persona;
    this.letterId = null;
    const mailbox = this.world.spaces.find(({ kind, personas }) => kind === 'mailbox' && personas.includes(persona));
    const said = [...facts, ...this.#letterWords.values()];
    this.#letterWords.clear();
    for (const fact of said) if (mailbox !== undefined) this.world.append(mailbox, persona, fact);
    this.world.changed();
  }

  sayOnceIn(key: string, draft: NewSpaceDraft): Promise<void> {
    if (this.letterId === null) return Promise.reject(new ClientError('not-allowed'));
    if (!this.#letterWords.has(key)) this.#letterWords.set(key, draft);
    return Promise.resolve();
  }

  createDayTeam = (facts: NewSpaceDraft[]) => this.reached(() => this.fakeTablet.createDayTeam(this.me(), facts));
  admitHelper: Client['admitHelper'] = (...args) => this.reached(() => this.fakeTablet.admitHelper(...args));
  removeFromDay = (day: string, member: string) => this.reached(() => this.fakeTablet.remove(day, member));
  showTabletCode = (why: TabletCode) => this.reached(() => this.fakeTablet.show(why));
  awaitTabletCode = () => this.reached(() => this.fakeTablet.awaited());
  answerTablet = (why: TabletCode, code: string) => this.reached(() => this.fakeTablet.answer(why, code));
  isTabletReady = () => this.reached(() => this.fakeTablet.isReady);
  admitTablet = (day: string, digits: string) => this.reached(() => this.fakeTablet.admit(day, digits));
  handPersona: Client['handPersona'] = (digits, label) =>
    this.reached(() => this.fakeTablet.handPersona(this.me(), digits, label));
  setPin = (pin: string) => this.reached(() => this.fakeTablet.setPin(pin));
  unlockByPin = (person: string, pin: string) => this.reached(() => this.fakeTablet.unlock(person, pin));
  removePin = () => this.reached(() => this.fakeTablet.removePin());
  leaveTablet = () => this.reached(() => this.fakeTablet.leave());

  deleteEvent = (space: string, event: string) =>
    Promise.resolve(this.deletions.add(space, event, this.isOnline)).then(() => this.changed());
  takeFile = (file: Blob, name: string) =>
    Promise.resolve().then(() => {
      const failure = this.nextFailure;
      this.nextFailure = null;
      if (failure !== null) throw new ClientError(failure);
      return this.fakeFiles.take(file, name);
    });
  dropFile = (id: string) => Promise.resolve(this.fakeFiles.drop(id));
  openFile = (_space: string, event: string, index: number) =>
    Promise.resolve().then(() => this.fakeFiles.open(event, index, this.isOnline));
  unsend(event: string): Promise<void> {
    this.waiting = this.waiting.filter(({ id }) => id !== event);
    this.changed();
    return Promise.resolve();
  }
  noticeKey = () => this.reached(() => this.notices.key);
  readNotices = (endpoint: string | null) => this.reached(() => this.notices.read(endpoint));
  startNotices = (endpoint: string) => this.reached(() => void (this.notices.endpoint = endpoint));
  stopNotices = () => this.reached(() => void (this.notices.endpoint = null));
  setNoticeHours = (hours: NoticeHours) => this.reached(() => void (this.notices.hours = hours));
  looked = () => Promise.resolve(void this.notices.looks++);
  evidenceFile = (id: string) => Promise.resolve(new TextEncoder().encode(id));

  #append(space: string, { files = [], ...draft }: Omit<Draft, 'space'>, id: string): void {
    this.world.append(this.world.space(space), this.me(), draft, id, this.fakeFiles.send(files, id));
  }

  /** Offline is no failure: it waits. */
  async send({ space, ...draft }: Draft): Promise<string> {
    await Promise.resolve();
    const { speaker } = this;
    if (speaker !== this) return await speaker.send({ space, ...draft });
    const id = this.world.newId();
    const failure = this.nextFailure;
    this.nextFailure = null;
    if (failure !== null) throw new ClientError(failure);
    if (this.isOnline) this.#append(space, draft, id);
    else this.waiting.push({ id, space, ...draft });
    this.changed();
    return id;
  }

  async sendToEach(spaces: readonly string[], draft: Omit<Draft, 'space'>): Promise<string[]> {
    const ids: string[] = [];
    for (const space of spaces) ids.push(await this.send({ space, ...draft }));
    return ids;
  }
}
