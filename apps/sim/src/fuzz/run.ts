/**
 * Calls in no order on a server that two institutions share: members of one say whatever they like, strangers too, and of the other nothing is
 * heard. Afterwards every honest device still verifies all that it reads.
 * @module
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCanonical } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { routes, type RouteName } from '@obhut/protocol/routes.ts';
import { isUnreachable } from '@obhut/sync/engine/unreachable.ts';
import { rejections, spaceOf, stops, texts, utterance } from '@obhut/sync/testing/world.ts';
import type { ServerProcess } from '../server-process.ts';
import { meddle } from './acts.ts';
import { Drawing, names, type Call } from './draw.ts';
import { House } from './house.ts';
import { Foreign, judge, type Answered } from './judge.ts';
import { Pool } from './pool.ts';

/** To be run before the server that is tried. */
export const weighing = pathToFileURL(path.join(import.meta.dirname, 'weigh.ts')).href;

export interface Tried {
  calls: number;
  /** How often which call was answered. */
  answered: Partial<Record<RouteName, number>>;
  findings: string[];
}

/** Calls that are under way at the same time. */
const lanes = 4;
/** After so many the one institution has been through enough: what was done to it ends it little by little. */
const lifetime = 600;
/** After so many calls somebody honest does something. */
const everySo = 8;
/** What of a request may be said again elsewhere: of one's own institution keys and messages too, of the other ids and hashes only. */
const longest = { own: 1300, foreign: 32 };

export class Fuzz {
  readonly tried: Tried = { calls: 0, answered: {}, findings: [] };
  readonly #server: ServerProcess;
  readonly #seed: number;
  readonly #codes: string[];
  readonly #quiet: House;
  readonly #foreign: Foreign;
  #said = 1;
  #read = 0;

  private constructor(server: ServerProcess, seed: number, codes: string[], quiet: House) {
    [this.#server, this.#seed, this.#codes, this.#quiet] = [server, seed, codes, quiet];
    this.#foreign = new Foreign(quiet.examples.map(({ body }) => decodeCanonical(body)));
  }

  /** The server runs. */
  static async begin(server: ServerProcess, seed: number): Promise<Fuzz> {
    const codes = await server.moreFoundingCodes(50);
    return new Fuzz(server, seed, codes, await House.found(server.origin, codes.pop() ?? ''));
  }

  #poolOf(house: House): Pool {
    const pool = new Pool(longest.own);
    for (const { body } of house.examples) pool.learn(decodeCanonical(body));
    const foreign = new Pool(longest.foreign);
    for (const { body } of this.#quiet.examples) foreign.learn(decodeCanonical(body));
    pool.include(foreign);
    return pool;
  }

  async #token(house: House, { name, caller }: Call): Promise<string | null> {
    if (caller === house.people.length) return null;
    const needs = routes[name].needs;
    return (await house.people[caller]?.token(needs === 'account' ? 'account' : 'persona', false)) ?? 'A'.repeat(43);
  }

  async #send({ name, body }: Call, token: string | null, number: number): Promise<Answered> {
    const headers = {
      'content-type': 'application/cbor',
      'x-forwarded-for': `198.19.${number % 4}.${(number >> 2) % 250}`,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(`${this.#server.origin}/api/${name}`, { method: 'POST', headers, body });
    return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()) };
  }

  #find(what: string, { name, caller, body }: Call): void {
    this.tried.findings.push(`${what}: ${name} by ${caller}, seed ${this.#seed}: ${toHex(body).slice(0, 4000)}`);
  }

  /** Of a client that is honest, whatever became of what it sent. */
  #watch(pool: Pool, asked: string, body: Bytes, answer: Answered): void {
    const name = names.find((each) => each === asked);
    this.tried.calls += 1;
    if (name !== undefined) this.#look(pool, { name, body, caller: -1, fits: false }, answer);
  }

  #look(pool: Pool, call: Call, answer: Answered): void {
    const { wrong, value } = judge(call.name, answer);
    if (wrong !== null) this.#find(wrong, call);
    if (this.#foreign.isIn(answer.body)) this.#find('of another institution', call);
    if (answer.status !== 200) return;
    this.tried.answered[call.name] = (this.tried.answered[call.name] ?? 0) + 1;
    pool.learn(value);
  }

  async #make(house: House, pool: Pool, call: Call): Promise<void> {
    const token = await this.#token(house, call);
    const answer = await this.#send(call, token, this.tried.calls++);
    this.#look(pool, call, answer);
    const { needs } = routes[call.name];
    const isStranger = needs !== 'nothing' && call.caller >= house.people.length;
    if (isStranger && (answer.status === 200 || (call.fits && answer.status !== 401)))
      this.#find('a stranger was heard', call);
    if (answer.status === 401 && needs !== 'nothing') await house.people[call.caller]?.token(needs, true);
  }

  /** A new institution, and so many calls in it. */
  async #live(calls: number): Promise<void> {
    const house = await House.found(this.#server.origin, this.#codes.pop() ?? '');
    const pool = this.#poolOf(house);
    const drawing = new Drawing(this.#seed + this.tried.calls, pool, house);
    house.watch = ({ name, body }, answer) => this.#watch(pool, name, body, answer);
    for (let made = 0; made < calls; made += lanes) {
      await Promise.all(Array.from({ length: lanes }, () => this.#make(house, pool, drawing.next())));
      if (made % everySo !== 0) continue;
      const failure = await meddle(house, drawing.meddling());
      if (failure !== null) this.tried.findings.push(`${failure}, seed ${this.#seed}`);
    }
    await this.#verify(house, 'tried');
    const { leader } = this.#quiet;
    if (!(await leader.say(spaceOf(leader, 'everyone'), utterance('said'))))
      this.tried.findings.push('the other institution cannot write');
    this.#said += 1;
  }

  /** Whoever may still read finds nothing that no member can cause. */
  async #verify(house: House, which: string): Promise<void> {
    const device = house.newDevice();
    try {
      await device.refresh();
    } catch (error) {
      // Its members have put out whoever founded it.
      if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error;
    }
    for (const stop of stops(device))
      this.tried.findings.push(`a space of the institution ${which} has stopped: ${stop}`);
  }

  async calls(count: number): Promise<void> {
    for (let made = 0; made < count; made += lifetime) await this.#live(Math.min(lifetime, count - made));
    await this.#verify(this.#quiet, 'left alone');
    const device = this.#quiet.newDevice();
    await device.refresh();
    const heard = texts(device, spaceOf(device, 'everyone')).length;
    if (heard !== this.#said || rejections(device).length > 0)
      this.tried.findings.push('the other institution has lost something');
    if (!(await this.isAlive())) this.tried.findings.push(`the server is gone: ${this.#server.output.slice(-2000)}`);
    this.#readLog();
  }

  /** What it could not answer it has written down, since it was last looked at. */
  #readLog(): void {
    const log = this.#server.output;
    const lines = log.slice(this.#read).split('\n');
    this.#read = log.length;
    this.tried.findings.push(...lines.filter((line) => /"level":(50|60)/u.test(line)));
  }

  async isAlive(): Promise<boolean> {
    try {
      return (await fetch(`${this.#server.origin}/ready`)).ok;
    } catch (error) {
      if (isUnreachable(error) || error instanceof TypeError) return false;
      throw error;
    }
  }

  /** Bytes that the server holds when all garbage is gone. */
  async weight(): Promise<number> {
    const socket = connect(path.join(this.#server.dataDir, 'weigh.sock'));
    const parts: string[] = [];
    socket.on('data', (part: Buffer) => parts.push(part.toString()));
    await once(socket, 'close');
    return Number(parts.join(''));
  }
}
