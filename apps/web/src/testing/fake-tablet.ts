/**
 * What a fake client does with day teams and shared tablets: codes and digits that agree, a PIN with ten tries, and nobody else's drafts.
 * @module
 */
import type { Applied, NewSpaceDraft } from '@obhut/sync/client.ts';
import type { TabletCode, TabletView, Unlocked } from '@obhut/sync/client/tablet-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { fakeDigits } from './fake-digits.ts';
import type { FakeSpace } from './fake-shapes.ts';
import { type FakeWorld } from './fake-world.ts';

export const tabletCode = 'T7K4 M2Q9 X5B1 C8D3';
export const tabletDigits = '482915730664';

const mostTries = 10;

export interface TabletMeeting {
  why: TabletCode;
  answered: boolean;
  handed: { id: string; day: string } | { persona: string; label: string } | null;
}

interface Person {
  label: string;
  pin: string;
  left: number;
  drafts: Map<string, string>;
}

export class FakeTablet {
  readonly #world: FakeWorld;
  #self: { id: string; day: string } | null = null;
  readonly #persons = new Map<string, Person>();
  #newcomer: { persona: string; label: string } | null = null;
  person: string | null = null;

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  get id(): string | null {
    return this.#self?.id ?? null;
  }

  get view(): TabletView | null {
    if (this.#self === null) return null;
    const { id, day } = this.#self;
    const persons = [...this.#persons].map(([of, { label, left }]) => ({ id: of, label, isOver: left === 0 }));
    return { day, persons, person: this.person, isOut: !this.#world.space(day).devices.includes(id) };
  }

  #day(id: string): FakeSpace {
    const space = this.#world.space(id);
    if (space.kind !== 'day') throw new ClientError('not-allowed');
    return space;
  }

  createDayTeam(me: string, facts: readonly NewSpaceDraft[]): string {
    if (!this.#world.spaceOfKind('leadership').owners.includes(me)) throw new ClientError('not-allowed');
    const space = this.#world.addSpace('day');
    for (const fact of facts) this.#world.append(space, me, fact);
    return space.id;
  }

  admitHelper(person: string, day: string, until: number, digits: string): void {
    if (digits.replaceAll(/\D/gu, '') !== fakeDigits(person)) throw new ClientError('digits-of-another');
    const space = this.#day(day);
    space.personas.push(person);
    space.ends.push({ person, day: until });
    this.#world.changed();
  }

  remove(day: string, member: string): void {
    const space = this.#day(day);
    space.personas = space.personas.filter((id) => id !== member);
    space.devices = space.devices.filter((id) => id !== member);
    space.ends = space.ends.filter(({ person }) => person !== member);
    this.#world.changed();
  }

  show(why: TabletCode): string {
    this.#world.tabletMeeting = { why, answered: false, handed: null };
    return tabletCode;
  }

  awaited(): Applied {
    const { tabletMeeting: meeting } = this.#world;
    if (meeting === null) throw new ClientError('pairing-over');
    const { handed, answered } = meeting;
    if (handed === null) return { digits: answered ? tabletDigits : null, isIn: false };
    this.#world.tabletMeeting = null;
    if ('persona' in handed) this.#newcomer = handed;
    else this.#self = handed;
    return { digits: tabletDigits, isIn: true };
  }

  answer(why: TabletCode, code: string): void {
    const { tabletMeeting: meeting } = this.#world;
    const isIt = code.replaceAll(/\s/gu, '').toUpperCase() === tabletCode.replaceAll(' ', '');
    if (!isIt || meeting?.why !== why) throw new ClientError('code-mistyped');
    meeting.answered = true;
  }

  get isReady(): boolean {
    return this.#world.tabletMeeting?.answered === true;
  }

  #hand(digits: string, handed: { id: string; day: string } | { persona: string; label: string }): void {
    const { tabletMeeting: meeting } = this.#world;
    if (meeting === null) throw new ClientError('pairing-over');
    if (digits.replaceAll(/\D/gu, '') !== tabletDigits) throw new ClientError('wrong-digits');
    meeting.handed = handed;
  }

  admit(day: string, digits: string): string {
    const id = this.#world.newId();
    this.#hand(digits, { id, day });
    this.#day(day).devices.push(id);
    this.#world.changed();
    return id;
  }

  handPersona(me: string, digits: string, label: string): void {
    this.#hand(digits, { persona: me, label });
  }

  setPin(pin: string): void {
    if (this.#newcomer === null || !/^\d{6,}$/u.test(pin)) throw new ClientError('not-allowed');
    const { persona, label } = this.#newcomer;
    this.#persons.set(persona, { label, pin, left: mostTries, drafts: new Map() });
    this.#newcomer = null;
    this.person = persona;
  }

  unlock(id: string, pin: string): Unlocked {
    const person = this.#persons.get(id);
    if (person === undefined || person.left === 0) throw new ClientError('not-allowed');
    if (person.pin !== pin) return { isIn: false, left: --person.left };
    person.left = mostTries;
    this.person = id;
    return { isIn: true, left: mostTries };
  }

  lock(): void {
    this.person = null;
  }

  /** Of who works on it. */
  get own(): Person | null {
    return this.person === null ? null : (this.#persons.get(this.person) ?? null);
  }

  removePin(): void {
    if (this.person === null) throw new ClientError('not-allowed');
    this.#persons.delete(this.person);
    this.person = null;
  }

  leave(): void {
    this.#self = null;
    this.person = null;
    this.#persons.clear();
  }
}
