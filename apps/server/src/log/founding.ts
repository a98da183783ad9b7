/**
 * How an institution begins: with a one-time code of the operator. The same request again gets the same answer.
 * @module
 */
import { admit, type Ground } from '@obhut/protocol/admission.ts';
import { appendResult, type AppendRequest, type AppendResult } from '@obhut/protocol/append.ts';
import { equalBytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { SpaceState } from '@obhut/protocol/state.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { lockFoundingCode, useFoundingCode } from '../db/founding-codes.ts';
import { insertInstitution } from '../db/institutions.ts';
import { meaningOf, setContext, transaction, type Db } from '../db/query.ts';
import { answer } from './append.ts';
import { codeHash } from './founding-code.ts';
import type { States } from './states.ts';
import { store } from './store.ts';

const empty: Omit<Ground, 'today'> = {
  institution: null,
  state: () => undefined,
  chainAt: () => Promise.resolve(null),
  spacesOf: () => Promise.resolve([]),
};

interface Founded {
  result: AppendResult;
  after: SpaceState[];
}

export class Founding {
  readonly #pool: Pool;
  readonly #states: States;
  readonly #clock: Clock;

  constructor(pool: Pool, states: States, clock: Clock) {
    this.#pool = pool;
    this.#states = states;
    this.#clock = clock;
  }

  async found(code: string, request: AppendRequest): Promise<AppendResult> {
    try {
      const { result, after } = await transaction(this.#pool, (db) => this.#found(db, code, request));
      for (const state of after) this.#states.put(state);
      return result;
    } catch (error) {
      throw meaningOf(error);
    }
  }

  async #found(db: Db, code: string, request: AppendRequest): Promise<Founded> {
    const known = await lockFoundingCode(db, codeHash(code));
    if (known === undefined) throw new ApiError('refused', 'code');
    const requestHash = hash(encodeCbor(request));
    if (known.request !== null && known.answer !== null) {
      if (!equalBytes(known.request, requestHash)) throw new ApiError('refused', 'code');
      return { result: decodeCbor(appendResult, known.answer), after: [] };
    }
    if (known.expires.getTime() < this.#clock.now()) throw new ApiError('refused', 'code');
    const founded = await this.#begin(db, request);
    await useFoundingCode(db, codeHash(code), requestHash, encodeCbor(founded.result));
    return founded;
  }

  async #begin(db: Db, request: AppendRequest): Promise<Founded> {
    const day = today(this.#clock);
    const admission = await admit(request, null, { ...empty, today: day });
    if ('refusal' in admission) throw new ApiError(admission.refusal.code, admission.refusal.detail);
    const [root] = admission.parts;
    const [genesis] = root?.writes ?? [];
    if (root === undefined || genesis?.kind !== 'control') throw new ApiError('refused', 'genesis');
    const who = { institution: root.after.institution, persona: genesis.author };
    await setContext(db, who, day);
    await insertInstitution(db, who.institution, root.space);
    const stored = await store(db, who, admission.parts, []);
    return { result: answer(request, new Map(), stored.items), after: admission.parts.map((part) => part.after) };
  }
}
