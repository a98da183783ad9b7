import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { absenceExpiry, absenceReasons, absences, allAbsences, holdsOn, isToCome, type Absence } from './absences.ts';
import { dayOfDate } from './kernel/local-time.ts';
import { modelContract } from './kernel/model.contract.ts';
import { deviceIn, foldAll, guardianIn, places, said, someone, staffIn } from './testing/facts.ts';

const reported = 'absence/reported@1';
const withdrawn = 'absence/withdrawn@1';
const [one, other] = ['1'.repeat(32), '2'.repeat(32)];
const body = { absence: one, reason: 'ill', from: '2026-11-28', until: '2026-11-28', at: null, collector: '' };
const me = { author: someone.mother, by: 'guardian' } as const;
const mother = guardianIn('ward/day');

const bodies = fc.record({
  absence: fc.constantFrom(one, other),
  reason: fc.constantFrom(...absenceReasons),
  from: fc.constant('2026-11-28'),
  until: fc.constantFrom('2026-11-28', '2026-12-01', '2026-11-27', null),
  at: fc.constantFrom(null, '09:00'),
  collector: fc.constantFrom('', 'Oma Helga'),
});
const standings = [mother, staffIn('ward/day'), deviceIn('ward/day'), guardianIn('mailbox')];

modelContract(
  absences,
  fc.record({ type: fc.constantFrom(reported, withdrawn), body: bodies, standing: fc.constantFrom(...standings) }),
);

function of(...all: ReturnType<typeof said>[]): readonly Absence[] {
  return allAbsences(new Map([[places.mother, foldAll(absences, all)]]), [], me);
}

test('the last writer by seq counts, whoever it is and whatever their clock says', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(bodies, fc.boolean(), fc.nat(99)), { minLength: 1, maxLength: 8 }), (words) => {
      const valid = words.filter(([{ until }]) => until !== '2026-11-27');
      const log = valid.map(([word, isWithdrawn, time], index) =>
        said(mother, index + 1, isWithdrawn ? withdrawn : reported, word, { time }),
      );
      const last = new Map(valid.map(([word, isWithdrawn]) => [word.absence, { word, isWithdrawn }]));
      for (const absence of of(...log)) {
        const { absence: _, ...details } = last.get(absence.id)?.word ?? body;
        expect(absence).toMatchObject({ ...details, isWithdrawn: last.get(absence.id)?.isWithdrawn });
      }
    }),
  );
});

test('a report holds from its first day to its last, or until further notice; withdrawn it never does', () => {
  const [ill] = of(said(mother, 1, reported, { ...body, until: '2026-11-30' }));
  const [open] = of(said(mother, 1, reported, { ...body, until: null }));
  const [gone] = of(said(mother, 1, reported, body), said(staffIn('ward/day'), 2, withdrawn, body));
  const days = ['2026-11-27', '2026-11-28', '2026-11-30', '2026-12-01'];
  const on = (absence: Absence | undefined) => days.map((day) => absence !== undefined && holdsOn(absence, day));
  expect(on(ill)).toEqual([false, true, true, false]);
  expect(on(open)).toEqual([false, true, true, true]);
  expect(on(gone)).toEqual([false, false, false, false]);
  expect(gone).toMatchObject({ isWithdrawn: true, by: 'staff', author: someone.teacher });
  expect(days.map((day) => ill !== undefined && isToCome(ill, day))).toEqual([true, true, true, false]);
});

test('what waits to be sent stands in place of what is stored', () => {
  const states = new Map([[places.mother, foldAll(absences, [said(staffIn('ward/day'), 1, reported, body)])]]);
  const waiting = [
    { space: places.mother, type: withdrawn, body },
    { space: places.mother, type: reported, body: { ...body, absence: other } },
    { space: places.mother, type: reported, body: 'no report' },
    { space: places.mother, type: 'post/read@1', body },
  ];
  expect(
    allAbsences(states, waiting, me).map(({ id, isWithdrawn, isWaiting, by }) => [id, isWithdrawn, isWaiting, by]),
  ).toEqual([
    [one, true, true, 'guardian'],
    [other, false, true, 'guardian'],
  ]);
});

test('it is kept until three months after the year of its last day, and no word is over before one it replaces', () => {
  const today = dayOfDate('2026-11-28');
  const expiry = (until: string | null, before: Absence | null) =>
    absenceExpiry({ ...body, reason: 'ill', until }, today, before);
  expect(expiry(null, null)).toBe(dayOfDate('2027-10-31'));
  expect(expiry('2027-08-02', null)).toBe(dayOfDate('2028-10-31'));
  const [long] = of(said(mother, 1, reported, body, { expiry: 30_000 }));
  expect(expiry('2026-11-28', long ?? null)).toBe(30_000);
});

test.each([
  ['an unknown reason', { ...body, reason: 'lazy' }],
  ['free text', { ...body, note: 'Fieber' }],
  ['an end before the beginning', { ...body, until: '2026-11-27' }],
  ['a day that there is not', { ...body, from: '2026-02-30', until: null }],
  ['a time that there is not', { ...body, at: '25:00' }],
])('%s is invalid', (_, wrong) => {
  expect(absences.fold(absences.empty, said(mother, 1, reported, wrong).fact, mother).result).toBe('invalid');
});
