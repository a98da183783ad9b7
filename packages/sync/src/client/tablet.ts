/**
 * This device as a shared tablet: it acts as itself until somebody unlocks it by their PIN, then as that person, until it is locked again.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { Queue } from '../engine/queue.ts';
import { selfOf } from '../institution.ts';
import { scopedStore } from '../store/scoped.ts';
import type { KeptTablet } from '../tablet/kept.ts';
import { TabletPersons, type PinPerson } from '../tablet/persons.ts';
import { leastPinDigits, registerPin, tryPin } from '../tablet/pin.ts';
import type { Device } from './device.ts';
import type { Unlocked } from './tablet-commands.ts';
import type { HandedPersona } from './tablet-pairing.ts';

interface Open {
  kept: KeptTablet;
  /** Acts as the tablet. */
  peer: Peer;
  persons: TabletPersons;
}

interface PersonIn {
  /** Hex. */
  id: string;
  seed: Bytes;
}

export class Tablet {
  readonly #device: Device;
  /** Coming and going, one after the other. */
  readonly #turns = new Queue();
  readonly #stopWatching: () => void;
  #open: Open | null = null;
  /** Handed over, and without a PIN so far. */
  #newcomer: HandedPersona | null = null;
  #person: PersonIn | null = null;

  constructor(device: Device) {
    this.#device = device;
    this.#stopWatching = device.subscribe(() => this.#watch());
  }

  get #ownStore() {
    return scopedStore(this.#device.parts.store, 'tablet');
  }

  #storeOf(persona: Bytes) {
    return scopedStore(this.#device.parts.store, `person ${toHex(persona)}`);
  }

  /** As itself, without a person. Needs no server. */
  async enter(kept: KeptTablet): Promise<void> {
    const { institution, leadership, seed } = kept;
    const persons = new TabletPersons(this.#ownStore, institution, seed);
    await persons.load();
    const peer = this.#device.newPeer(institution, leadership, selfOf('device', institution, seed), this.#ownStore);
    this.#open = { kept, peer, persons };
    this.#show();
    await this.#device.enterWith(peer, { store: this.#ownStore, secret: seed });
  }

  #tablet(): Open {
    if (this.#open === null) throw new ClientError('not-allowed');
    return this.#open;
  }

  /** What the screens are told. */
  #show(isOut = false): void {
    if (this.#open === null) return;
    const { kept, persons } = this.#open;
    this.#device.tablet = {
      day: toHex(kept.day),
      persons: persons.all.map(({ persona, label, wrap }) => ({ id: toHex(persona), label, isOver: wrap === null })),
      person: this.#person?.id ?? null,
      isOut,
    };
  }

  /** Whoever acts is a member of nothing any more. */
  #isOut(): boolean {
    return this.#device.snapshot.alarms.some(({ why }) => why === 'shut-out');
  }

  /** A tablet that was removed while somebody works on it shows in the day team's log. */
  #isRemoved({ kept, peer }: Open): boolean {
    const day = this.#device.peer?.institution.logs(kept.day);
    if (day === undefined) return false;
    const members = activeMembers(day, this.#device.parts.clock.today());
    return !members.some(({ id }) => equalBytes(id, peer.institution.self.id));
  }

  #watch(): void {
    if (this.#open === null) return;
    const isOut = this.#isOut();
    if (this.#person !== null) {
      if (isOut || this.#isRemoved(this.#open)) void this.lock();
    } else if (this.#device.tablet?.isOut !== isOut) {
      this.#show(isOut);
      this.#device.changed();
    }
  }

  /** Only who works here sets a PIN, for the institution that the tablet belongs to. */
  async receive(handed: HandedPersona): Promise<void> {
    const { kept, peer } = this.#tablet();
    if (!equalBytes(handed.institution, kept.institution) || !equalBytes(handed.leadership, kept.leadership))
      throw new ClientError('pairing-refused');
    await this.#device.queue.run(() => peer.refresh());
    const { id } = selfOf('persona', kept.institution, handed.seed);
    const today = this.#device.parts.clock.today();
    const isHere = peer.institution.replicas.some(({ space, state }) => {
      const counts = state?.kind === 'leadership' || state?.kind === 'team' || equalBytes(space, kept.day);
      return state !== null && counts && activeMembers(state, today).some((member) => equalBytes(member.id, id));
    });
    if (!isHere) throw new ClientError('not-allowed');
    this.#newcomer = handed;
    this.#device.changed();
  }

  /** Whose keys are held, in hex. Whoever goes away without choosing a PIN leaves none behind either. */
  get inHand(): string | null {
    const { seed } = this.#newcomer ?? {};
    const newcomer = seed === undefined ? null : selfOf('persona', this.#tablet().kept.institution, seed).id;
    return this.#person?.id ?? (newcomer === null ? null : toHex(newcomer));
  }

  #personPeer(seed: Bytes): Peer {
    const { institution, leadership } = this.#tablet().kept;
    const self = selfOf('persona', institution, seed);
    return this.#device.newPeer(institution, leadership, self, this.#storeOf(self.id));
  }

  setPin(digits: string): Promise<void> {
    return this.#turns.run(() => this.#setPin(digits));
  }

  async #setPin(digits: string): Promise<void> {
    const newcomer = this.#newcomer;
    const { persons, peer: tablet } = this.#tablet();
    if (newcomer === null || digits.length < leastPinDigits || /\D/u.test(digits)) throw new ClientError('not-allowed');
    const { seed, label } = newcomer;
    const peer = this.#personPeer(seed);
    const [persona, pin] = [peer.institution.self.id, randomBytes(16)];
    const before = persons.find(toHex(persona));
    if (before !== undefined) await peer.session.call('pin/remove', { pin: before.pin });
    const exportKey = await registerPin(peer.session, pin, tablet.institution.self.id, digits);
    await persons.keep({ persona, label, pin, wrap: persons.wrap(exportKey, { persona, pin }, seed) });
    this.#newcomer = null;
    await this.#come(peer, seed);
  }

  unlock(personHex: string, digits: string): Promise<Unlocked> {
    return this.#turns.run(() => this.#unlock(personHex, digits));
  }

  async #unlock(personHex: string, digits: string): Promise<Unlocked> {
    const { persons, peer: tablet } = this.#tablet();
    const person = persons.find(personHex);
    if (person === undefined || person.wrap === null || this.#person !== null) throw new ClientError('not-allowed');
    const { exportKey, left } = await tryPin(tablet.session, person.pin, digits);
    if (exportKey === null) {
      if (left === 0) await this.#usedUp(person);
      return { isIn: false, left };
    }
    const seed = persons.unwrap(exportKey, person);
    if (seed === null) throw new ApiError('internal', 'pin');
    const peer = this.#personPeer(seed);
    if (!(await this.#isMember(peer))) {
      await this.#drop(person);
      throw new ClientError('pin-of-another-time');
    }
    await this.#come(peer, seed);
    return { isIn: true, left };
  }

  /** Whoever has taken new keys meanwhile, or has gone, is no member by these. */
  async #isMember(peer: Peer): Promise<boolean> {
    try {
      await peer.session.token();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return false;
      throw error;
    }
  }

  async #usedUp(person: PinPerson): Promise<void> {
    const { persons, peer } = this.#tablet();
    await peer.session.call('pin/remove', { pin: person.pin });
    await persons.keep({ ...person, wrap: null });
    this.#show();
    this.#device.changed();
  }

  async #drop(person: PinPerson): Promise<void> {
    await this.#tablet().persons.drop(person);
    await this.#storeOf(person.persona).clear();
    this.#show();
    this.#device.changed();
  }

  /** What there is to read is read before it is shown: nobody sees half of themselves. */
  async #come(peer: Peer, seed: Bytes): Promise<void> {
    await peer.load();
    await peer.refresh();
    const persona = peer.institution.self.id;
    const store = this.#storeOf(persona);
    this.#person = { id: toHex(persona), seed };
    this.#device.forgetAlarms();
    this.#show();
    await this.#device.enterWith(peer, { store, secret: seed });
    void this.#device.connect();
  }

  lock(): Promise<void> {
    return this.#turns.run(() => this.#lock());
  }

  async #lock(): Promise<void> {
    const [open, person] = [this.#open, this.#person];
    this.#newcomer?.seed.fill(0);
    this.#newcomer = null;
    if (open === null || person === null) return this.#device.changed();
    const { drafts } = this.#device;
    // As far as a program can say that something is forgotten.
    person.seed.fill(0);
    this.#person = null;
    this.#device.forgetAlarms();
    this.#show();
    await this.#device.enterWith(open.peer, { store: this.#ownStore, secret: open.kept.seed });
    await drafts?.settled();
    void this.#device.connect();
  }

  #whoIsIn(): PersonIn {
    if (this.#person === null) throw new ClientError('not-allowed');
    return this.#person;
  }

  removePin(): Promise<void> {
    return this.#turns.run(() => this.#removePin());
  }

  async #removePin(): Promise<void> {
    const { persons, peer } = this.#tablet();
    const person = persons.find(this.#whoIsIn().id);
    if (person === undefined) throw new ClientError('not-allowed');
    await peer.session.call('pin/remove', { pin: person.pin });
    await this.#lock();
    await this.#drop(person);
  }

  /** Nothing goes on by itself any more. */
  leave(): Promise<void> {
    return this.#turns.run(async () => {
      await this.#lock();
      this.#stopWatching();
      this.#open = null;
    });
  }
}
