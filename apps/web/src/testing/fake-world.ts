/**
 * An institution in memory, for tests and for looking at screens: the rules of the engine's port without its cryptography. Who reads what,
 * one letter for one person, the last word by `seq`, all by the real models.
 * @module
 */
import type { FilePart, Model } from '@obhut/domain/kernel/model.ts';
import type { Standing } from '@obhut/domain/kernel/standing.ts';
import type { InstitutionView, NewSpaceDraft, Place, States } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { fakeDigits } from './fake-digits.ts';
import type { FakeAccount, FakeLetter, FakeSpace } from './fake-shapes.ts';
import { readsByTeam, shownSpace } from './fake-space.ts';
import type { TabletMeeting } from './fake-tablet.ts';

/** 2026-11-23. */
export const fakeToday = 20_780;
export const foundingCode = 'gruendung-2026';

export class FakeWorld {
  readonly spaces: FakeSpace[] = [];
  readonly accounts = new Map<string, FakeAccount>();
  readonly letters: FakeLetter[] = [];
  /** By event and index. */
  readonly files = new Map<string, Blob>();
  /** Two devices that admit each other. */
  pairing: { answered: boolean; login: string | null } | null = null;
  /** A tablet that shows a code, and what was handed to it. */
  tabletMeeting: TabletMeeting | null = null;
  readonly #models: readonly Model<unknown>[];
  readonly #listeners = new Set<() => void>();
  #ids = 0;
  institution = 'f'.repeat(64);
  isFounded = false;
  foundedOn = fakeToday;
  hasKit = true;
  recovery: { persona: string; since: number; isApproved: boolean } | null = null;
  readonly recovered: { person: string; day: number }[] = [];
  /** Milliseconds since 1970; a minute passes with every fact. */
  now = fakeToday * 86_400_000 + 6 * 3_600_000;

  constructor(models: readonly Model<unknown>[]) {
    this.#models = models;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** 16 bytes in hex that look random and are the same in every run. */
  newId(): string {
    this.#ids++;
    return [2_654_435_761, 2_246_822_519, 3_266_489_917, 668_265_263]
      .map((factor) => ((this.#ids * factor) >>> 0).toString(16).padStart(8, '0'))
      .join('');
  }

  space(id: string): FakeSpace {
    const space = this.spaces.find((one) => one.id === id);
    if (space === undefined) throw new ClientError('not-allowed');
    return space;
  }

  spaceOfKind(kind: string): FakeSpace {
    const space = this.spaces.find((one) => one.kind === kind);
    if (space === undefined) throw new ClientError('not-allowed');
    return space;
  }

  addSpace(kind: string, personas: string[] = []): FakeSpace {
    const owners = kind === 'leadership' ? [...personas] : [];
    const space: FakeSpace = {
      id: this.newId(),
      kind,
      personas,
      owners,
      readers: [],
      writers: [],
      invites: [],
      spaces: [],
      endsOn: null,
      devices: [],
      ends: [],
      facts: [],
    };
    this.spaces.push(space);
    return space;
  }

  isStaff(persona: string): boolean {
    return this.spaces.some(
      ({ kind, personas, readers }) =>
        (kind === 'leadership' || kind === 'team') && personas.includes(persona) && !readers.includes(persona),
    );
  }

  #isCarrier(persona: string): boolean {
    const named = this.spaces.some(({ readers, writers }) => [...readers, ...writers].includes(persona));
    return !this.isStaff(persona) && named;
  }

  #standing(space: FakeSpace, persona: string): Standing {
    const isStaff = this.isStaff(persona);
    const byName = space.writers.includes(persona) ? 'carrier' : 'guardian';
    return {
      persona,
      class: isStaff ? 'staff' : byName,
      through: isStaff ? 'leadership' : 'none',
      role: isStaff ? 'owner' : 'writer',
      space: { id: space.id, kind: space.kind },
    };
  }

  delete(space: FakeSpace, event: string): void {
    space.facts = space.facts.filter(({ fact }) => fact.id !== event);
    this.changed();
  }

  append(space: FakeSpace, author: string, draft: NewSpaceDraft, id = this.newId(), files: FilePart[] = []): string {
    this.now += 60_000;
    const { type, body, expiry } = draft;
    const fact = { id, seq: space.facts.length + 1, type, body, author, time: this.now, expiry, files };
    space.facts.push({ fact, standing: this.#standing(space, author) });
    this.changed();
    return id;
  }

  #reads(space: FakeSpace, member: string): boolean {
    const days = this.spaces.filter(({ id, kind }) => kind === 'day' && space.spaces.includes(id));
    const direct = [space, ...days].flatMap(({ personas, invites, devices }) => [...personas, ...invites, ...devices]);
    if (direct.includes(member)) return true;
    if (this.spaceOfKind('leadership').personas.includes(member)) return space.kind !== 'conversation';
    const teams = this.spaces.filter(({ kind }) => kind === 'team');
    return this.isStaff(member) && readsByTeam(space, teams, member);
  }

  /** What a member or a letter may read, folded. */
  statesFor(member: string): States {
    const readable = this.spaces.filter((of) => this.#reads(of, member));
    return new Map(
      this.#models.map((model) => [
        model.name,
        new Map(
          readable.map(({ id, facts }) => {
            const state = facts.reduce(
              (before, { fact, standing }) => model.fold(before, fact, standing).state,
              model.empty,
            );
            return [id, model.expire(state, fakeToday)];
          }),
        ),
      ]),
    );
  }

  addLetter(groups: readonly string[], mailbox: string): FakeLetter {
    const number = this.letters.length + 1;
    const code = `K7QMX4T${number % 10}`;
    const letter: FakeLetter = {
      fragment: `fake-letter-${number}-${'x'.repeat(27)}`,
      code,
      typed: `A7Q2K9M4X1C8V5B3N6T0R2W4Y${number % 10}${code}`,
      mailbox,
      until: fakeToday + 42,
      invite: this.newId(),
      isUsed: false,
    };
    this.letters.push(letter);
    const audiences = groups.map((id) => this.space(id));
    const everyone = audiences.some(({ kind }) => kind === 'everyone') ? [] : [this.spaceOfKind('everyone')];
    for (const space of [...everyone, ...audiences, this.space(mailbox)]) space.invites.push(letter.invite);
    return letter;
  }

  /** As a member or a letter sees it; null while nothing was founded. */
  institutionOf(me: string, isLetter: boolean): InstitutionView | null {
    if (!this.isFounded) return null;
    const person = this.isStaff(me) ? 'staff' : this.#isCarrier(me) ? 'carrier' : 'guardian';
    const member = this.spaces.some(({ devices }) => devices.includes(me)) ? 'device' : person;
    const isMine = (space: FakeSpace) => space.kind === 'leadership' || space.kind === 'team' || this.#reads(space, me);
    return {
      id: this.institution,
      me,
      standing: isLetter ? 'letter' : member,
      digits: fakeDigits(me),
      foundedOn: this.foundedOn,
      hasKit: this.hasKit,
      recovery:
        this.recovery === null
          ? null
          : {
              digits: fakeDigits(this.recovery.persona),
              since: this.recovery.since,
              from: this.recovery.since + 4,
              isApproved: this.recovery.isApproved,
            },
      recovered: [...this.recovered],
      spaces: this.spaces.filter(isMine).map((space) => shownSpace(space, this.#role(space, me))),
    };
  }

  #role({ kind, writers }: FakeSpace, me: string): 'reader' | 'writer' | 'admin' | 'owner' | null {
    const { personas, owners, readers } = this.spaceOfKind('leadership');
    if (writers.includes(me) && !this.isStaff(me)) return 'writer';
    if (readers.includes(me)) return 'reader';
    if (owners.includes(me)) return 'owner';
    if (personas.includes(me)) return 'admin';
    if (kind === 'leadership') return null;
    return this.isStaff(me) && kind !== 'team' ? 'admin' : 'reader';
  }

  found(founder: string, facts: readonly NewSpaceDraft[]): void {
    this.isFounded = true;
    this.addSpace('leadership', [founder]);
    this.addSpace('team');
    const everyone = this.addSpace('everyone');
    for (const fact of facts) this.append(everyone, founder, fact);
  }

  /** By the sheet from the safe, which is used up. */
  recover(persona: string, facts: readonly NewSpaceDraft[]): void {
    this.recovery = null;
    this.hasKit = false;
    this.recovered.push({ person: persona, day: fakeToday });
    this.admit(persona, 'owner');
    for (const fact of facts) this.append(this.spaceOfKind('everyone'), persona, fact);
  }

  letterInHand(inHand: { fragment: string; code: string } | { typed: string }): FakeLetter {
    const letter = this.letters.find((one) =>
      'typed' in inHand
        ? one.typed === inHand.typed.toUpperCase()
        : one.fragment === inHand.fragment && one.code === inHand.code.toUpperCase(),
    );
    if (letter === undefined) throw new ClientError('wrong-letter-or-code');
    if (letter.isUsed) throw new ClientError('letter-used-or-expired');
    return letter;
  }

  admit(persona: string, place: Place): void {
    const space = this.spaceOfKind(place === 'team' ? 'team' : 'leadership');
    space.personas = [...new Set([...space.personas, persona])];
    space.readers = space.readers.filter((id) => id !== persona);
    if (place === 'carrier') space.readers.push(persona);
    if (place === 'owner') space.owners = [...new Set([...space.owners, persona])];
    this.changed();
  }

  /** Writes to everyone for the carrier from here on, or reads like everybody else again. */
  appoint(space: FakeSpace, persona: string, as: 'carrier' | 'people'): void {
    if (space.kind !== 'everyone') throw new ClientError('not-allowed');
    space.personas = [...new Set([...space.personas, persona])];
    space.writers = space.writers.filter((id) => id !== persona);
    if (as === 'carrier') space.writers.push(persona);
    this.changed();
  }

  expel(persona: string): void {
    for (const space of this.spaces) {
      space.personas = space.personas.filter((id) => id !== persona);
      space.writers = space.writers.filter((id) => id !== persona);
    }
    this.changed();
  }

  /** `next` goes on as the person that `old` was. */
  replace(old: string, next: string): void {
    for (const space of this.spaces)
      space.personas = [...new Set(space.personas.map((id) => (id === next ? old : id)))];
    for (const account of this.accounts.values()) if (account.persona === next) account.persona = old;
    this.changed();
  }

  /** The persona takes the letter's place everywhere. */
  claimLetter(invite: string, persona: string): void {
    for (const space of this.spaces.filter(({ invites }) => invites.includes(invite))) {
      space.invites = space.invites.filter((id) => id !== invite);
      space.personas = [...space.personas, persona];
    }
    const letter = this.letters.find((one) => one.invite === invite);
    if (letter !== undefined) letter.isUsed = true;
  }
}
