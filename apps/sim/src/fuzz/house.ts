/**
 * An institution on a real server, with somebody of every kind in it, by the real client; and every request that it has made, as an example.
 * @module
 */
import { registerAccount } from '@obhut/sync/account/register.ts';
import { loginAccount } from '@obhut/sync/account/login.ts';
import { openAccountSession } from '@obhut/sync/account/session.ts';
import type { AccountSession } from '@obhut/sync/account/device.ts';
import { foundWith } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { planAdd } from '@obhut/sync/plans/add.ts';
import { MemoryStore } from '@obhut/sync/store/memory.ts';
import { newcomer } from '@obhut/sync/testing/forge.ts';
import { homeIn } from '@obhut/sync/testing/home.ts';
import { spaceOf, utterance, World } from '@obhut/sync/testing/world.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { clock } from '../member.ts';

/** A request to the API that an honest client has made. */
export interface Example {
  readonly name: string;
  readonly body: Bytes;
  /** By whose line it went. */
  readonly line: Line;
}

/** What goes out on a line may be exchanged, and what comes back is looked at. */
export class Line extends HttpTransport {
  meddle: (name: string, body: Bytes) => Bytes = (_, body) => body;

  constructor(house: House) {
    super(house.origin, (address, init) => house.ask(this, address, init));
  }
}

/** `body`: what was asked in the end. */
type Watch = (asked: { name: string; body: Bytes }, answer: { status: number; body: Bytes }) => void;

export class Person {
  readonly who: string;
  readonly peer: Peer;
  readonly #line: Line;
  /** Not everybody has one: making it takes a second. */
  readonly #account: AccountSession | null;

  constructor(who: string, peer: Peer, line: Line, account: AccountSession | null) {
    [this.who, this.peer, this.#line, this.#account] = [who, peer, line, account];
  }

  owns(line: Line): boolean {
    return line === this.#line || line === this.peer.session.transport;
  }

  /** Of a session that stands; null: none is opened for them any more. */
  async token(needs: 'account' | 'persona', renewed: boolean): Promise<string | null> {
    try {
      if (needs === 'account') {
        if (this.#account === null) return null;
        if (renewed) this.#account.token = await openAccountSession(this.#line, this.#account);
        return this.#account.token;
      }
      if (renewed) this.peer.session.forget();
      return await this.peer.session.token();
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  }
}

/** Addresses that calls come from, so that a limit for each does not end everything; few, since the server remembers each. */
const addresses = 64;

export class House extends World {
  readonly origin: string;
  readonly examples: Example[] = [];
  readonly people: Person[] = [];
  watch: Watch = () => undefined;
  #leader: Peer | null = null;
  #newDevice: (() => Peer) | null = null;
  #asked = 0;

  private constructor(origin: string) {
    super();
    this.origin = origin;
    this.day = clock.today();
  }

  get leader(): Peer {
    if (this.#leader === null) throw new RangeError('nobody has founded it');
    return this.#leader;
  }

  /** The founder's, that has read nothing. */
  newDevice(): Peer {
    if (this.#newDevice === null) throw new RangeError('nobody has founded it');
    return this.#newDevice();
  }

  override transport(): Line {
    return new Line(this);
  }

  async ask(line: Line, address: string, init: RequestInit): Promise<Response> {
    const name = address.slice(`${this.origin}/api/`.length);
    const said = init.method === 'POST' && init.body instanceof Uint8Array ? Uint8Array.from(init.body) : null;
    if (said !== null) this.examples.push({ name, body: said, line });
    const body = said === null ? null : line.meddle(name, said);
    const from = `198.18.0.${this.#asked++ % addresses}`;
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'x-forwarded-for': from };
    const answer = await fetch(address, { ...init, headers, ...(body === null ? {} : { body }) });
    if (body !== null) {
      const bytes = new Uint8Array(await answer.clone().arrayBuffer());
      this.watch({ name, body }, { status: answer.status, body: bytes });
    }
    return answer;
  }

  async #enter(who: string, peer: Peer, hasAccount = false): Promise<void> {
    const line = this.transport();
    this.people.push(new Person(who, peer, line, hasAccount ? await this.#account(who, peer, line) : null));
  }

  async #account(who: string, peer: Peer, line: Line): Promise<AccountSession> {
    const name = `${who}.${toHex(peer.institution.self.id).slice(0, 8)}`;
    const password = `${name} secret`;
    await registerAccount(line, homeIn(new MemoryStore()), name, password);
    return loginAccount(line, homeIn(new MemoryStore()), name, password);
  }

  async #join(space: Bytes, role: 'admin' | 'writer' | 'reader'): Promise<Peer> {
    const who = newcomer(this.leader);
    await this.leader.write((act) => planAdd(act, space, who.entry(role), who.keys.kem));
    const peer = this.peer(this.leader.institution, who.id, who.keys);
    await peer.refresh();
    return peer;
  }

  static async found(origin: string, code: string): Promise<House> {
    const house = new House(origin);
    const { newDevice } = await foundWith(() => house.transport(), clock, code);
    const leader = newDevice();
    [house.#leader, house.#newDevice] = [leader, newDevice];
    await leader.refresh();
    const group = await house.group(leader);
    await house.#enter('owner', leader, true);
    await house.#enter('deputy', await house.#join(leader.institution.leadership, 'admin'));
    await house.#enter('teacher', await house.#join(spaceOf(leader, 'team'), 'writer'));
    await house.#enter('guardian', await house.guardian(leader, [group]), true);
    await house.#enter('carrier', await house.#join(spaceOf(leader, 'everyone'), 'writer'));
    await house.#enter('letter', await house.reader(leader, await house.letter(leader, [group])));
    for (const { peer } of house.people) await peer.mendKeys();
    await leader.refresh();
    for (const space of [group, spaceOf(leader, 'everyone'), spaceOf(leader, 'team')])
      await leader.say(space, utterance('said'));
    return house;
  }
}
