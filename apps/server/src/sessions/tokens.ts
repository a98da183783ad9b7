/**
 * Tokens of sessions: 32 random bytes, stored as their hash only, ended after twelve hours without a call.
 * Account tokens open a vault, persona tokens speak for a persona; they live in two tables that nothing joins.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { toBase64Url, toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Who } from '../db/query.ts';
import {
  endSession,
  findAccountSession,
  findPersonaSession,
  insertAccountSession,
  insertPersonaSession,
  sweepSessions,
  touchSession,
} from '../db/sessions.ts';
import { Lru } from '../lru.ts';

const idleMs = 12 * 3_600_000;
/** The last use is written down this seldom. */
const touchMs = 600_000;
const mostCached = 50_000;

interface Session<Owner> {
  owner: Owner;
  used: number;
  written: number;
}

interface Table<Owner> {
  name: 'account' | 'persona';
  insert(pool: Pool, tokenHash: Bytes, start: { owner: Owner; device: Bytes | null; now: Date }): Promise<boolean>;
  find(pool: Pool, tokenHash: Bytes): Promise<{ owner: Owner; used: Date } | undefined>;
}

const accountTable: Table<Bytes> = {
  name: 'account',
  insert: insertAccountSession,
  find: async (pool, tokenHash) => {
    const found = await findAccountSession(pool, tokenHash);
    return found === undefined ? undefined : { owner: found.account, used: found.used };
  },
};

const personaTable: Table<Who> = {
  name: 'persona',
  insert: insertPersonaSession,
  find: async (pool, tokenHash) => {
    const found = await findPersonaSession(pool, tokenHash);
    if (found === undefined) return undefined;
    return { owner: { institution: found.institution, persona: found.persona }, used: found.used };
  },
};

export class Tokens<Owner> {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #table: Table<Owner>;
  readonly #cached = new Lru<Session<Owner>>(mostCached);

  constructor(pool: Pool, clock: Clock, table: Table<Owner>) {
    this.#pool = pool;
    this.#clock = clock;
    this.#table = table;
  }

  /** `device`: the tag of the one that the session is on. Throws `refused` where it was ended. */
  async issue(owner: Owner, device: Bytes | undefined): Promise<string> {
    const token = toBase64Url(Uint8Array.from(randomBytes(32)));
    const start = { owner, device: device ?? null, now: new Date(this.#clock.now()) };
    if (!(await this.#table.insert(this.#pool, hash(utf8(token)), start)))
      throw new ApiError('refused', 'device-ended');
    return token;
  }

  /** Whose token it is; undefined for one that never was, or has ended. `use`: whether this counts as a call. */
  async owner(token: string, use = true): Promise<Owner | undefined> {
    const tokenHash = hash(utf8(token));
    const key = toHex(tokenHash);
    const now = this.#clock.now();
    const session = this.#cached.get(key) ?? (await this.#read(tokenHash));
    // In the future too: the clock was wrong then, and a token must not live on until it is right.
    if (session === undefined || Math.abs(now - session.used) > idleMs) return undefined;
    if (use) session.used = now;
    this.#cached.set(key, session);
    if (use && now - session.written > touchMs) {
      session.written = now;
      await touchSession(this.#pool, this.#table.name, tokenHash, new Date(now));
    }
    return session.owner;
  }

  /** Nobody's from now on. */
  async end(token: string): Promise<void> {
    const tokenHash = hash(utf8(token));
    await endSession(this.#pool, this.#table.name, tokenHash);
    this.#cached.delete(toHex(tokenHash));
  }

  /** Looks up every token again. */
  forgetAll(): void {
    this.#cached.clear();
  }

  /** Those whose rows were deleted must not live on in this process's memory. `but`: the token that goes on. */
  forget(isTheirs: (owner: Owner) => boolean, but: string | null): void {
    const kept = but === null ? null : toHex(hash(utf8(but)));
    this.#cached.deleteWhere((session, key) => key !== kept && isTheirs(session.owner));
  }

  async #read(tokenHash: Bytes): Promise<Session<Owner> | undefined> {
    const found = await this.#table.find(this.#pool, tokenHash);
    if (found === undefined) return undefined;
    return { owner: found.owner, used: found.used.getTime(), written: found.used.getTime() };
  }
}

export function accountTokens(pool: Pool, clock: Clock): Tokens<Bytes> {
  return new Tokens(pool, clock, accountTable);
}

export function personaTokens(pool: Pool, clock: Clock): Tokens<Who> {
  return new Tokens(pool, clock, personaTable);
}

/** Deletes what has ended. */
export async function sweepTokens(pool: Pool, clock: Clock): Promise<void> {
  await sweepSessions(pool, new Date(clock.now() - idleMs));
}
