/**
 * Plans under way, kept sealed on the device: what is to be done, the secrets of its letters, and how far it is. The bytes of each append
 * are kept before they are sent and sent again first: so whatever became of them, they count once.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { appendRequest } from '@obhut/protocol/append.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { day, id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import { failures } from '../failure.ts';
import { plan } from '../plans/plan.ts';
import type { Change, Store } from '../store/store.ts';

const what = z.strictObject({
  institution: id,
  plan,
  /** When it began, in ms since 1970. */
  time: uint,
  letters: z.array(z.strictObject({ key: z.string(), secret: id, code: z.string(), until: day })),
});
export type PlanWhat = z.infer<typeof what>;

const where = z.strictObject({
  /** Steps that have happened. */
  done: uint,
  request: z.nullable(appendRequest),
  failure: z.nullable(z.enum(failures)),
});
export type PlanWhere = z.infer<typeof where>;

export interface PlanJournal {
  what: PlanWhat;
  where: PlanWhere;
}

const prefix = 'plan/steps/';
const whatKey = (plan: string) => `${prefix}${plan}/what`;
const whereKey = (plan: string) => `${prefix}${plan}/where`;

export class PlanShelf {
  readonly #store: Store;
  readonly #key: Bytes;

  constructor(store: Store, accountSecret: Bytes) {
    this.#store = store;
    this.#key = localKey(accountSecret);
  }

  #put(key: string, value: unknown): Change {
    return { table: 'meta', key, put: sealLocal(this.#key, { table: 'meta', key }, encodeCbor(value)) };
  }

  async #get<Value>(schema: z.ZodMiniType<Value>, key: string): Promise<Value | null> {
    const sealed = await this.#store.get('meta', key);
    const plain = sealed === null ? null : openLocal(this.#key, { table: 'meta', key }, sealed);
    return plain === null ? null : decodeCbor(schema, plain);
  }

  /** Those of this account in this institution, the oldest first. */
  async load(institution: Bytes): Promise<PlanJournal[]> {
    const rows = await this.#store.list('meta', prefix);
    const found: PlanJournal[] = [];
    for (const { key } of rows.filter((row) => row.key.endsWith('/what'))) {
      const [first, second] = [await this.#get(what, key), await this.#get(where, key.replace(/what$/u, 'where'))];
      if (first !== null && second !== null && equalBytes(first.institution, institution))
        found.push({ what: first, where: second });
    }
    return found.toSorted((a, b) => a.what.time - b.what.time);
  }

  async begin(journal: PlanJournal): Promise<void> {
    const { id: plan } = journal.what.plan;
    await this.#store.write([this.#put(whatKey(plan), journal.what), this.#put(whereKey(plan), journal.where)]);
  }

  async keep(plan: string, at: PlanWhere): Promise<void> {
    await this.#store.write([this.#put(whereKey(plan), at)]);
  }

  async forget(plan: string): Promise<void> {
    const keys = [whatKey(plan), whereKey(plan)];
    await this.#store.write(keys.map((key) => ({ table: 'meta', key, delete: true })));
  }
}
