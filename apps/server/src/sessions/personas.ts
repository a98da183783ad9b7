/**
 * Sessions of personas and letters: opened by a signature over a nonce of ours, for this origin only.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { sessionContext, type RequestOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { ownSignKey } from '../db/members.ts';
import { endPersonaDevice } from '../db/sessions.ts';
import { asPersona, type Who } from '../db/query.ts';
import { Pending } from './pending.ts';
import { signatureHolds } from './signature.ts';
import type { Tokens } from './tokens.ts';

const mostChallenges = 100_000;

export class PersonaSessions {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #origin: string;
  readonly #tokens: Tokens<Who>;
  readonly #challenges: Pending<Who>;

  constructor(pool: Pool, clock: Clock, origin: string, tokens: Tokens<Who>) {
    this.#pool = pool;
    this.#clock = clock;
    this.#origin = origin;
    this.#tokens = tokens;
    this.#challenges = new Pending(clock, mostChallenges);
  }

  /** Whoever asks gets one: whether a persona exists shows to nobody. */
  challenge(who: Who): Bytes {
    const nonce = Uint8Array.from(randomBytes(32));
    this.#challenges.put(toHex(nonce), who);
    return nonce;
  }

  async open({ institution, persona, nonce, signature, device }: RequestOf<'session/open'>): Promise<string> {
    const challenged = this.#challenges.take(toHex(nonce));
    const who = { institution, persona };
    const isSame =
      challenged !== undefined &&
      equalBytes(challenged.institution, institution) &&
      equalBytes(challenged.persona, persona);
    if (!isSame) throw new ApiError('unauthenticated');
    const key = await asPersona(this.#pool, who, today(this.#clock), (db) => ownSignKey(db, institution, persona));
    const message = ctx(...sessionContext(institution, persona, nonce, this.#origin));
    if (key === undefined || !signatureHolds(key, message, signature)) throw new ApiError('unauthenticated');
    return this.#tokens.issue(who, device);
  }

  /** Throws `refused` where the persona has ended as many as it may. */
  async endDevice(who: Who, device: Bytes): Promise<void> {
    if (!(await endPersonaDevice(this.#pool, who, device))) throw new ApiError('refused', 'devices');
    const isTheirs = (owner: Who) =>
      equalBytes(owner.institution, who.institution) && equalBytes(owner.persona, who.persona);
    this.#tokens.forget(isTheirs, null);
  }
}
