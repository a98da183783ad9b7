import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, type Affected, type Exposure, type Inventory, type LoggedAccess } from './affected.ts';

const stay = (persona: string, space: string, from: number, until: number | null) => ({ persona, space, from, until });

const sun: Inventory = {
  institution: 'sun',
  spaces: [
    { id: 'bears', from: 0, until: null },
    { id: 'foxes', from: 0, until: 50 },
  ],
  blobs: [
    { id: 'photo', space: 'bears', from: 30, until: null },
    { id: 'letter', space: 'bears', from: 10, until: 20 },
    { id: 'song', space: 'foxes', from: 10, until: 50 },
  ],
  memberships: [
    stay('anna', 'bears', 0, null),
    stay('ben', 'bears', 0, 40),
    stay('cem', 'foxes', 0, 30),
    stay('dora', 'bears', 900, null),
  ],
  logKept: [{ from: 0, until: 1000 }],
};
const moon: Inventory = {
  institution: 'moon',
  spaces: [{ id: 'owls', from: 0, until: null }],
  blobs: [],
  memberships: [stay('eva', 'owls', 0, null)],
  logKept: [],
};

let leaf = 0;
function access(institution: string, at: number, space: string | null, blob: string | null = null): LoggedAccess {
  leaf += 1;
  return { institution, leaf, at, persona: 'anna', space, blob, call: 'read' };
}

function only(exposure: Exposure, inventories: Inventory[], log: LoggedAccess[] = []): Affected {
  const { institutions } = assess(exposure, inventories, log);
  expect(institutions).toHaveLength(1);
  const [first] = institutions;
  if (first === undefined) throw new Error('nobody affected');
  return first;
}

describe('one exposure', () => {
  test('finds who has left, and not who came afterwards', () => {
    const { spaces, blobs, persons } = only({ from: 100, until: 200, scope: 'all' }, [sun]);
    expect(spaces).toEqual(['bears']);
    expect(blobs).toEqual(['photo']);
    expect(persons).toEqual([
      { persona: 'anna', former: false },
      { persona: 'ben', former: true },
    ]);
  });

  test('who left and came back is not former', () => {
    const back = { ...sun, memberships: [stay('ben', 'bears', 0, 40), stay('ben', 'bears', 150, null)] };
    expect(only({ from: 100, until: 200, scope: 'all' }, [back]).persons).toEqual([{ persona: 'ben', former: false }]);
  });

  test('a space takes its blobs with it; a blob alone concerns the people of its space, without exposing the space', () => {
    expect(only({ from: 15, until: 40, scope: ['bears'] }, [sun]).blobs).toEqual(['photo', 'letter']);
    const alone = only({ from: 15, until: 40, scope: ['song'] }, [sun, moon]);
    expect(alone).toMatchObject({ institution: 'sun', spaces: [], blobs: ['song'] });
    expect(alone.persons).toEqual([{ persona: 'cem', former: false }]);
  });

  test('an access counts as certain only when its row names what was exposed', () => {
    const log = [
      access('sun', 15, 'bears'),
      access('sun', 15, 'bears', 'letter'),
      access('sun', 15, 'bears', 'photo'),
      access('sun', 15, 'foxes'),
      access('sun', 15, null),
      access('sun', 21, 'bears', 'letter'),
    ];
    const { accesses } = only({ from: 12, until: 20, scope: ['letter'] }, [sun], log);
    expect(accesses.map(({ space, blob, touched }) => [space, blob, touched])).toEqual([
      ['bears', null, 'possible'],
      ['bears', 'letter', 'certain'],
      [null, null, 'possible'],
    ]);
  });

  test('an access that names only a blob of an exposed space is certain', () => {
    const log = [access('sun', 15, null, 'letter'), access('sun', 15, null, 'song')];
    const { accesses } = only({ from: 12, until: 20, scope: ['bears'] }, [sun], log);
    expect(accesses).toMatchObject([{ blob: 'letter', touched: 'certain' }]);
  });

  test('both ends of the window belong to it', () => {
    const log = [9, 10, 20, 21].map((at) => access('sun', at, 'bears'));
    const { accesses } = only({ from: 10, until: 20, scope: 'all' }, [sun], log);
    expect(accesses.map(({ at }) => at)).toEqual([10, 20]);
    expect(only({ from: 50, until: 60, scope: ['foxes'] }, [sun])).toMatchObject({
      spaces: ['foxes'],
      blobs: ['song'],
    });
    expect(assess({ from: 51, until: 60, scope: ['foxes'] }, [sun], [])).toEqual({ institutions: [], unplaced: [] });
  });

  test('says of which time the log knows nothing, instead of "no access"', () => {
    expect(only({ from: 100, until: 200, scope: ['owls'] }, [sun, moon])).toMatchObject({
      accesses: [],
      coverage: { complete: false, gaps: [{ from: 100, until: 200 }] },
    });
    expect(only({ from: 100, until: 200, scope: ['bears'] }, [sun, moon]).coverage).toEqual({ complete: true });
    const late = { ...sun, logKept: [{ from: 186, until: 1000 }] };
    expect(only({ from: 100, until: 200, scope: 'all' }, [late]).coverage).toEqual({
      complete: false,
      gaps: [{ from: 100, until: 186 }],
    });
  });

  test('an access to what the inventory has forgotten is still reported, and the id is unplaced', () => {
    const exposure: Exposure = { from: 0, until: 9, scope: ['gone'] };
    expect(assess(exposure, [sun], [])).toEqual({ institutions: [], unplaced: ['gone'] });
    const { institutions, unplaced } = assess(exposure, [sun, moon], [access('moon', 5, 'gone')]);
    expect(institutions).toMatchObject([{ institution: 'moon', spaces: [], accesses: [{ space: 'gone' }] }]);
    expect(unplaced).toEqual(['gone']);
  });

  test('what cannot be right throws', () => {
    expect(() => assess({ from: 2, until: 1, scope: 'all' }, [], [])).toThrow(RangeError);
    expect(() => assess({ from: Number.NaN, until: 1, scope: 'all' }, [], [])).toThrow(RangeError);
    expect(() => assess({ from: 1, until: 2, scope: 'all' }, [sun, sun], [])).toThrow('two inventories');
    expect(() => assess({ from: 1, until: 2, scope: 'all' }, [sun], [access('moon', 1, null)])).toThrow('without');
  });
});

/** One text for each thing that an assessment names. */
const parts = ({ institutions }: ReturnType<typeof assess>) =>
  institutions.flatMap(({ institution, spaces, blobs, persons, accesses }) => [
    ...spaces.map((id) => `${institution} space ${id}`),
    ...blobs.map((id) => `${institution} blob ${id}`),
    ...persons.map(({ persona }) => `${institution} person ${persona}`),
    ...accesses.map(({ leaf }) => `${institution} access ${leaf}`),
  ]);

describe('any exposure', () => {
  // Few ids, so that institutions hold the same ones and nothing but the institution tells them apart.
  const time = fc.integer({ min: 0, max: 30 });
  const space = fc.constantFrom('s1', 's2', 's3');
  const blob = fc.constantFrom('b1', 'b2', 'b3');
  const persona = fc.constantFrom('p1', 'p2', 'p3', 'p4');
  const span = fc
    .tuple(time, fc.option(fc.nat({ max: 15 })))
    .map(([from, length]) => ({ from, until: length === null ? null : from + length }));
  const window = fc.tuple(time, fc.nat({ max: 15 })).map(([from, length]) => ({ from, until: from + length }));
  const scope = fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.oneof(space, blob)));
  const inventory = (institution: string): fc.Arbitrary<Inventory> =>
    fc.record({
      institution: fc.constant(institution),
      spaces: fc.array(fc.tuple(space, span).map(([id, when]) => ({ id, ...when }))),
      blobs: fc.array(fc.tuple(blob, space, span).map(([id, space, when]) => ({ id, space, ...when }))),
      memberships: fc.array(
        fc.tuple(persona, space, span).map(([persona, space, when]) => ({ persona, space, ...when })),
      ),
      logKept: fc.array(window),
    });
  const log = fc
    .array(
      fc.record({
        institution: fc.constantFrom('i1', 'i2', 'i3'),
        at: time,
        persona: fc.option(persona),
        space: fc.option(space),
        blob: fc.option(blob),
        call: fc.constantFrom('read', 'write'),
      }),
    )
    .map((rows) => rows.map((row, index): LoggedAccess => ({ ...row, leaf: index })));
  const world = fc.record({ inventories: fc.tuple(inventory('i1'), inventory('i2'), inventory('i3')), log });
  const exposure = fc.tuple(window, scope).map(([when, scope]): Exposure => ({ ...when, scope }));

  test('reports each access within window and scope once, for its own institution only', () => {
    fc.assert(
      fc.property(world, exposure, ({ inventories, log }, exposure) => {
        const { institutions } = assess(exposure, inventories, log);
        const seen = institutions.flatMap(({ institution, accesses }) =>
          accesses.map(({ leaf }) => `${institution} ${leaf}`),
        );
        expect(new Set(seen).size).toBe(seen.length);
        const all = new Set(log.map(({ institution, leaf }) => `${institution} ${leaf}`));
        for (const key of seen) expect(all).toContain(key);
        const named = (id: string | null) => id !== null && (exposure.scope === 'all' || exposure.scope.includes(id));
        for (const { institution, leaf, at, space, blob } of log) {
          const inWindow = exposure.from <= at && at <= exposure.until;
          const key = `${institution} ${leaf}`;
          if (!inWindow) expect(seen).not.toContain(key);
          else if (exposure.scope === 'all' || named(space) || named(blob)) expect(seen).toContain(key);
        }
      }),
    );
  });

  test('gives each institution what it would get if it were alone', () => {
    fc.assert(
      fc.property(world, exposure, ({ inventories, log }, exposure) => {
        const together = assess(exposure, inventories, log).institutions;
        const alone = inventories.flatMap((one) => {
          const own = log.filter(({ institution }) => institution === one.institution);
          return assess(exposure, [one], own).institutions;
        });
        expect(together).toEqual(alone);
      }),
    );
  });

  test('a wider window or scope never affects fewer', () => {
    const growth = fc.record({ before: fc.nat({ max: 9 }), after: fc.nat({ max: 9 }), more: scope });
    fc.assert(
      fc.property(world, exposure, growth, ({ inventories, log }, small, { before, after, more }) => {
        const both: Exposure['scope'] = small.scope === 'all' || more === 'all' ? 'all' : [...small.scope, ...more];
        const large = { from: small.from - before, until: small.until + after, scope: both };
        const wide = new Set(parts(assess(large, inventories, log)));
        for (const part of parts(assess(small, inventories, log))) expect(wide).toContain(part);
      }),
    );
  });
});
