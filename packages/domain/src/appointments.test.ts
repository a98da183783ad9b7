import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { allAppointments, appointmentExpiry, appointments, isOnDay } from './appointments.ts';
import { dayOfDate } from './kernel/local-time.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, leaderIn, places, said, staffIn } from './testing/facts.ts';

const announced = 'appointment/announced@1';
const changed = 'appointment/changed@1';
const cancelled = 'appointment/cancelled@1';
const [one, other] = ['1'.repeat(32), '2'.repeat(32)];
const body = {
  appointment: one,
  title: 'Laternenfest',
  from: '2026-12-04',
  until: '2026-12-04',
  start: '17:00',
  end: '18:30',
  place: 'Hof',
  note: '',
  isClosed: false,
};
const closed = { ...body, appointment: other, title: 'Weihnachten', until: '2027-01-01', start: null, end: null };

modelContract(
  appointments,
  fc.record({
    type: fc.constantFrom(announced, changed, cancelled),
    body: fc.record({
      appointment: fc.constantFrom(one, other),
      title: fc.constantFrom('Fest', 'Zoo'),
      from: fc.constant('2026-12-04'),
      until: fc.constantFrom('2026-12-03', '2026-12-04', '2026-12-06'),
      start: fc.constantFrom(null, '09:00'),
      end: fc.constantFrom(null, '10:00'),
      place: fc.constantFrom('', 'Hof'),
      note: fc.constant(''),
      isClosed: fc.boolean(),
    }),
    standing: fc.constantFrom(staffIn('group'), leaderIn('everyone'), guardianIn('group')),
  }),
);

const staff = staffIn('group', places.group);

test('the last writer by seq counts, and what is cancelled stays to be seen', () => {
  const statuses = { [announced]: 'announced', [changed]: 'changed', [cancelled]: 'cancelled' } as const;
  const words = fc.array(
    fc.tuple(fc.constantFrom(announced, changed, cancelled), fc.constantFrom('A', 'B'), fc.nat(99)),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(words, (all) => {
      const log = all.map(([type, title, time], index) => said(staff, index + 1, type, { ...body, title }, { time }));
      const [type, title] = all.at(-1) ?? [announced, 'A'];
      expect(allAppointments(new Map([[places.group, foldAll(appointments, log)]]), [])).toMatchObject([
        { title, status: statuses[type] },
      ]);
    }),
  );
});

test('one for several groups is one; while a change is on its way to the second, there are two', () => {
  const state = (...more: ReturnType<typeof said>[]) =>
    foldAll(appointments, [said(staff, 1, announced, body), ...more]);
  const both = (second = state()) =>
    allAppointments(
      new Map([
        [places.group, state()],
        [places.everyone, second],
      ]),
      [],
    ).map(({ spaces, title }) => [title, spaces.length]);
  expect(both()).toEqual([['Laternenfest', 2]]);
  expect(both(state(said(staff, 2, changed, { ...body, title: 'Zoo' })))).toEqual([
    ['Laternenfest', 1],
    ['Zoo', 1],
  ]);
});

test('they come in the order of their days and times; what waits to be sent is among them', () => {
  const states = new Map([
    [places.group, foldAll(appointments, [said(staff, 1, announced, body), said(staff, 2, announced, closed)])],
  ]);
  const waiting = [
    { space: places.group, type: cancelled, body },
    {
      space: places.everyone,
      type: announced,
      body: { ...body, appointment: '3'.repeat(32), title: 'Zahnarzt', start: '08:00' },
    },
    { space: places.group, type: announced, body: 'none' },
    { space: places.group, type: 'post/read@1', body },
  ];
  expect(allAppointments(states, waiting).map(({ title, status, isWaiting }) => [title, status, isWaiting])).toEqual([
    ['Weihnachten', 'announced', false],
    ['Zahnarzt', 'announced', true],
    ['Laternenfest', 'cancelled', true],
  ]);
});

test('several days are from the first to the last', () => {
  const [found] = allAppointments(
    new Map([[places.group, foldAll(appointments, [said(staff, 1, announced, closed)])]]),
    [],
  );
  const days = ['2026-12-03', '2026-12-04', '2026-12-31', '2027-01-01', '2027-01-02'];
  expect(days.map((day) => found !== undefined && isOnDay(found, day))).toEqual([false, true, true, true, false]);
});

test('it is kept until six months after the year of its last day, and no word is over before one it replaces', () => {
  const today = dayOfDate('2026-11-28');
  expect(appointmentExpiry(body, today, null)).toBe(dayOfDate('2028-01-31'));
  expect(appointmentExpiry({ ...body, until: '2027-09-01' }, today, null)).toBe(dayOfDate('2029-01-31'));
  const [long] = allAppointments(
    new Map([[places.group, foldAll(appointments, [said(staff, 1, announced, body, { expiry: 30_000 })])]]),
    [],
  );
  expect(appointmentExpiry(body, today, long ?? null)).toBe(30_000);
});

test.each([
  ['the last day before the first', { ...body, until: '2026-12-03' }],
  ['the end before the start', { ...body, end: '16:00' }],
  ['an end without a start', { ...body, start: null }],
  ['no title', { ...body, title: '' }],
  ['a day that there is not', { ...body, until: '2026-12-32' }],
])('%s is invalid', (_, wrong) => {
  expect(appointments.fold(appointments.empty, said(staff, 1, announced, wrong).fact, staff).result).toBe('invalid');
});

test('over night, the end may be earlier in the day than the start', () => {
  const night = { ...body, until: '2026-12-05', end: '09:00' };
  expect(appointments.fold(appointments.empty, said(staff, 1, announced, night).fact, staff).result).toBe('applied');
});
