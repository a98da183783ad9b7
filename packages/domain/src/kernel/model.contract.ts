/**
 * What every model owes, whatever it is about.
 * @module
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fact, foldAll, leaderIn, type Said } from '../testing/facts.ts';
import { putInBatch } from './entries.ts';
import { isAlive } from './expiry.ts';
import type { Model } from './model.ts';

const days = fc.integer({ min: 1, max: 12 });

/** One thing said, without place in the log and expiry. */
export interface Saying {
  type: string;
  body: unknown;
  standing: Said['standing'];
}

/** A log of `sayings` in one space, in the order of `seq`. */
function logOf(sayings: fc.Arbitrary<Saying>): fc.Arbitrary<Said[]> {
  const entry = fc.record({ saying: sayings, expiry: fc.oneof(fc.constant(0), days), time: fc.nat(1_000_000) });
  return fc.array(entry, { maxLength: 20 }).map((entries) =>
    entries.map(({ saying: { type, body, standing }, expiry, time }, index) => ({
      fact: fact(index + 1, type, body, { author: standing.persona, expiry, time }),
      standing,
    })),
  );
}

export function modelContract<State>(model: Model<State>, sayings: fc.Arbitrary<Saying>): void {
  test('what has expired leaves the state as if it had never been said', () => {
    fc.assert(
      fc.property(logOf(sayings), days, (log, today) => {
        const alive = log.filter(({ fact }) => isAlive(fact.expiry, today));
        expect(model.expire(foldAll(model, log), today)).toEqual(foldAll(model, alive));
      }),
    );
  });

  test('expiring day by day comes to the same as once', () => {
    fc.assert(
      fc.property(logOf(sayings), days, days, (log, one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        const state = foldAll(model, log);
        expect(model.expire(model.expire(state, earlier), later)).toEqual(model.expire(state, later));
      }),
    );
  });

  test('folding as a batch comes to the same, and leaves what it began with as it was', () => {
    fc.assert(
      fc.property(logOf(sayings), logOf(sayings), (before, after) => {
        const start = foldAll(model, before);
        const untouched = structuredClone(start);
        const put = putInBatch();
        const batch = after.reduce((state, { fact, standing }) => model.fold(state, fact, standing, put).state, start);
        expect(batch).toEqual(
          after.reduce((state, { fact, standing }) => model.fold(state, fact, standing).state, start),
        );
        expect(start).toEqual(untouched);
      }),
    );
  });

  test('the generated log really says something', () => {
    const [log] = fc.sample(fc.array(sayings, { minLength: 30, maxLength: 30 }), 1);
    const results = (log ?? []).map(
      ({ type, body, standing }, index) =>
        model.fold(model.empty, fact(index + 1, type, body, { author: standing.persona }), standing).result,
    );
    expect(results).toContain('applied');
  });

  test('an unknown type is kept apart and changes nothing', () => {
    const outcome = model.fold(model.empty, fact(1, 'nobody/knows@1', {}), leaderIn('everyone'));
    expect(outcome).toEqual({ result: 'unknown', state: model.empty });
  });

  test('a state survives the way between worker and page', () => {
    fc.assert(
      fc.property(logOf(sayings), (log) => {
        const state = foldAll(model, log);
        expect(() => structuredClone(state)).not.toThrow();
      }),
    );
  });

  test.each(model.types)('%s with a foreign body is invalid', (type) => {
    for (const body of [null, 'text', {}, { name: 7 }, { unexpected: true }]) {
      expect(model.fold(model.empty, fact(1, type, body), leaderIn('everyone'))).toEqual({
        result: 'invalid',
        state: model.empty,
      });
    }
  });
}
