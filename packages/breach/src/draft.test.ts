import { expect, test } from 'vitest';
import { reportDeadline } from './deadline.ts';
import { draft, type Answer, type Facts, type Value } from './draft.ts';
import { fields, type FieldId } from './fields.data.ts';

const hour = 3_600_000;
const facts: Facts = {
  exposure: { from: 100, until: 200, scope: 'all' },
  ongoing: false,
  affected: {
    institution: 'sun',
    spaces: ['bears'],
    blobs: ['photo', 'letter'],
    persons: [
      { persona: 'anna', former: false },
      { persona: 'ben', former: true },
    ],
    accesses: [],
    coverage: { complete: false, gaps: [{ from: 100, until: 186 }] },
  },
  deadline: reportDeadline('GDPR', 300),
  awareAt: 300,
  now: hour,
  follows: null,
  known: {},
};
const text: Value = { kind: 'text', text: 'said' };

function answerTo(field: FieldId, facts: Facts): Answer | undefined {
  return draft(facts).find((entry) => entry.field === field)?.answer;
}

const kind = (of: string): Answer => ({ state: 'filled', value: { kind: 'choice', chosen: [of] } });
const complete = (yes: boolean): Answer => ({ state: 'filled', value: { kind: 'yes-no', yes } });

test('the fields have one id each, and every one is in every draft, in order', () => {
  const ids = fields.map(({ id }) => id);
  expect(new Set(ids).size).toBe(45);
  expect(draft(facts).map(({ field }) => field)).toEqual(ids);
});

test('what nobody has said yet is missing, by name and with who can say it', () => {
  expect(draft(facts).find(({ field }) => field === 'controller.name')).toEqual({
    field: 'controller.name',
    label: 'Name des Verantwortlichen (offiziell, ohne Abkürzung)',
    filledBy: 'profile',
    answer: { state: 'missing' },
  });
  expect(draft(facts).filter(({ answer }) => answer.state === 'missing')).toHaveLength(35);
});

test('what is known is filled in, and goes before what is worked out', () => {
  expect(answerTo('controller.name', { ...facts, known: { 'controller.name': text } })).toEqual({
    state: 'filled',
    value: text,
  });
  expect(answerTo('persons.count', { ...facts, known: { 'persons.count': text } })).toEqual({
    state: 'filled',
    value: text,
  });
  expect(answerTo('report.kind', { ...facts, known: { 'report.kind': text } })).toEqual({
    state: 'filled',
    value: text,
  });
});

test('counts and times from the incident are proposals, since wards have no persona and the start may be a guess', () => {
  expect(answerTo('persons.count', facts)).toEqual({ state: 'proposed', value: { kind: 'at-least', count: 2 } });
  expect(answerTo('data.record_count', facts)).toEqual({ state: 'proposed', value: { kind: 'at-least', count: 3 } });
  expect(answerTo('time.start', facts)).toEqual({ state: 'proposed', value: { kind: 'time', at: 100 } });
  expect(answerTo('time.end_or_ongoing', facts)).toEqual({ state: 'proposed', value: { kind: 'time', at: 200 } });
  expect(answerTo('time.end_or_ongoing', { ...facts, ongoing: true })).toEqual({
    state: 'proposed',
    value: { kind: 'ongoing' },
  });
  expect(answerTo('time.aware', facts)).toEqual({ state: 'proposed', value: { kind: 'time', at: 300 } });
  expect(answerTo('time.aware', { ...facts, awareAt: null })).toEqual({ state: 'missing' });
});

test('no proven access comes with the gap of the log', () => {
  expect(answerTo('access.evidence', facts)).toEqual({
    state: 'filled',
    value: { kind: 'accesses', accesses: [], coverage: { complete: false, gaps: [{ from: 100, until: 186 }] } },
  });
});

test('being late needs a reason only after the end, and where the end is not known the question stays', () => {
  const { due } = facts.deadline;
  if (due === null) throw new Error('no end');
  expect(answerTo('time.late_reason', { ...facts, now: due })).toEqual({ state: 'not-needed' });
  expect(answerTo('time.late_reason', { ...facts, now: due + 1 })).toEqual({ state: 'missing' });
  const swiss = reportDeadline('CH-DSG', 300);
  expect(answerTo('time.late_reason', { ...facts, deadline: swiss, now: due + 1 })).toEqual({ state: 'not-needed' });
  const canton = reportDeadline('cantonal', 300);
  expect(answerTo('time.late_reason', { ...facts, deadline: canton })).toEqual({ state: 'missing' });
});

test('a first report is preliminary until nothing is missing; a later one names the first', () => {
  expect(answerTo('report.kind', facts)).toEqual(kind('first-preliminary'));
  expect(answerTo('completeness', facts)).toEqual(complete(false));

  const open = draft(facts).filter(({ answer }) => answer.state === 'missing');
  const full = { ...facts, known: Object.fromEntries(open.map(({ field }) => [field, text])) };
  expect(answerTo('report.kind', full)).toEqual(kind('first-complete'));
  expect(answerTo('completeness', full)).toEqual(complete(true));

  const later = { ...full, follows: 'AZ 12' };
  expect(answerTo('report.kind', later)).toEqual(kind('follow-up'));
  expect(answerTo('report.previous_id', later)).toEqual({ state: 'filled', value: { kind: 'text', text: 'AZ 12' } });
  expect(answerTo('report.previous_id', facts)).toEqual({ state: 'not-needed' });
});
