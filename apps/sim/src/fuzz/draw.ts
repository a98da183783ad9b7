/**
 * The next call: who makes it, which it is, and what it says. The same seed draws the same again, as far as what was answered is the same.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCanonical, encodeCbor } from '@obhut/protocol/cbor.ts';
import { routes, type RouteName } from '@obhut/protocol/routes.ts';
import { arbitraryOf } from '@obhut/protocol/testing/arbitrary.ts';
import * as fc from 'fast-check';
import type { House } from './house.ts';
import { damage, mutation } from './mutate.ts';
import type { Pool } from './pool.ts';

/** Something that an honest client does on its way is exchanged: its own request, as it is right now, is changed. */
export interface Meddling {
  readonly act: number;
  readonly person: number;
  readonly change: (value: unknown) => unknown;
}

export interface Call {
  readonly name: RouteName;
  /** Number of the person, of the one that is nobody, or of the one whose token is made up. */
  readonly caller: number;
  readonly body: Bytes;
  /** Whether the schema takes it for certain. */
  readonly fits: boolean;
}

export const names = Object.keys(routes).filter((name): name is RouteName => name in routes);

/** What ends something that all others need. */
const ending: readonly RouteName[] = [
  'account/delete',
  'account/renew',
  'account/logout',
  'account/end-device',
  'session/logout',
  'session/end-device',
];
/** Where there is most to be said. */
const rich: readonly RouteName[] = [
  'append',
  'event/delete',
  'blob/begin',
  'key/confirm',
  'space/keys',
  'snapshot/write',
];
const weightOf = (name: RouteName): number => (ending.includes(name) ? 1 : rich.includes(name) ? 12 : 4);

export class Drawing {
  readonly #seed: number;
  readonly #calls: fc.Arbitrary<Call>;
  readonly #meddlings: fc.Arbitrary<Meddling>;
  #drawn = 0;

  /** Examples of the house may become more. */
  constructor(seed: number, pool: Pool, { people, examples }: House) {
    this.#seed = seed;
    const change = mutation(pool);
    const fresh = (name: RouteName) =>
      arbitraryOf(routes[name].request, pool).map((value) => ({ name, body: encodeCbor(value), fits: true, by: -1 }));
    const nearly = fc.tuple(fc.nat(), change).map(([at, change]) => {
      const example = examples[at % Math.max(1, examples.length)];
      const name = names.find((each) => each === example?.name) ?? 'space/list';
      const value = example === undefined ? {} : change(decodeCanonical(example.body));
      const by = people.findIndex((person) => example !== undefined && person.owns(example.line));
      return { name, body: encodeCbor(value), fits: false, by };
    });
    const any = fc.oneof(...names.map((name) => ({ weight: weightOf(name), arbitrary: fresh(name) })));
    const said = fc.oneof({ weight: 5, arbitrary: any }, { weight: 4, arbitrary: nearly });
    const damaged = fc.tuple(said, damage).map(([call, spoil]) => ({ ...call, body: spoil(call.body), fits: false }));
    const anybody = fc.nat(people.length + 1);
    this.#calls = fc
      .tuple(anybody, fc.boolean(), fc.oneof({ weight: 8, arbitrary: said }, { weight: 1, arbitrary: damaged }))
      .map(([other, isOther, { by, ...call }]) => ({ ...call, caller: isOther || by < 0 ? other : by }));
    this.#meddlings = fc.record({ act: fc.nat(), person: fc.nat(people.length - 1), change });
  }

  #sample<Value>(arbitrary: fc.Arbitrary<Value>): Value {
    const [value] = fc.sample(arbitrary, { numRuns: 1, seed: this.#seed * 1_000_003 + this.#drawn++ });
    if (value === undefined) throw new RangeError('nothing was drawn');
    return value;
  }

  next(): Call {
    return this.#sample(this.#calls);
  }

  meddling(): Meddling {
    return this.#sample(this.#meddlings);
  }
}
