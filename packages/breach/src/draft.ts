/**
 * The report, filled as far as the facts go: every field of the forms is there, and what is missing says so.
 * @module
 */
import type { Access, Affected, Exposure } from './affected.ts';
import type { Coverage } from './coverage.ts';
import type { Deadline } from './deadline.ts';
import { fields, type FieldId } from './fields.data.ts';
import type { Field } from './field-types.ts';

/** Left unworded: who shows it knows the language, the time zone and the names. */
export type Value =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; chosen: readonly string[] }
  | { kind: 'yes-no'; yes: boolean }
  | { kind: 'time'; at: number }
  | { kind: 'ongoing' }
  | { kind: 'at-least'; count: number }
  | { kind: 'accesses'; accesses: readonly Access[]; coverage: Coverage };

/** `proposed`: a person confirms it before it is sent. `not-needed`: this report has no such answer. */
export type Answer = { state: 'filled' | 'proposed'; value: Value } | { state: 'missing' } | { state: 'not-needed' };

export interface DraftField {
  field: FieldId;
  label: string;
  filledBy: Field['filledBy'];
  answer: Answer;
}

export interface Facts {
  exposure: Exposure;
  /** True while it still lies open: `exposure.until` is then only how far it has been looked at. */
  ongoing: boolean;
  affected: Affected;
  deadline: Deadline;
  /** When the controller knew, as far as the program can tell; null: it cannot. */
  awareAt: number | null;
  /** When the report is to go out. */
  now: number;
  /** The authority's file number of the first report, if this one follows it. */
  follows: string | null;
  /** What persons, the profile, the contract and the incident's record already say. Goes before what is worked out here. */
  known: Partial<Record<FieldId, Value>>;
}

const notNeeded: Answer = { state: 'not-needed' };
const missing: Answer = { state: 'missing' };

function proposed(value: Value): Answer {
  return { state: 'proposed', value };
}

/** Where the law's hours are not known, whether the report is late is not known either. */
function lateReason({ deadline, now }: Facts): Answer {
  if (deadline.rule === 'ask') return missing;
  return deadline.due !== null && now > deadline.due ? missing : notNeeded;
}

function workedOut(facts: Facts): Partial<Record<FieldId, Answer>> {
  const { exposure, ongoing, affected, awareAt, follows } = facts;
  const { spaces, blobs, persons, accesses, coverage } = affected;
  return {
    'report.previous_id': follows === null ? notNeeded : { state: 'filled', value: { kind: 'text', text: follows } },
    'time.start': proposed({ kind: 'time', at: exposure.from }),
    'time.end_or_ongoing': proposed(ongoing ? { kind: 'ongoing' } : { kind: 'time', at: exposure.until }),
    'time.aware': awareAt === null ? missing : proposed({ kind: 'time', at: awareAt }),
    'time.late_reason': lateReason(facts),
    'data.record_count': proposed({ kind: 'at-least', count: spaces.length + blobs.length }),
    'persons.count': proposed({ kind: 'at-least', count: persons.length }),
    'access.evidence': { state: 'filled', value: { kind: 'accesses', accesses, coverage } },
  };
}

/** These two speak about all the others. */
function aboutTheRest({ follows }: Facts, complete: boolean): Partial<Record<FieldId, Answer>> {
  const first = complete ? 'first-complete' : 'first-preliminary';
  return {
    'report.kind': { state: 'filled', value: { kind: 'choice', chosen: [follows === null ? first : 'follow-up'] } },
    completeness: { state: 'filled', value: { kind: 'yes-no', yes: complete } },
  };
}

/** One entry for every field of the forms, in their order. A report is complete when nothing is missing, proposals confirmed or not. */
export function draft(facts: Facts): readonly DraftField[] {
  const derived = workedOut(facts);
  const summary = new Set(Object.keys(aboutTheRest(facts, true)));
  const answer = (id: FieldId): Answer => {
    const value = facts.known[id];
    return value === undefined ? (derived[id] ?? missing) : { state: 'filled', value };
  };
  const complete = fields.every(({ id }) => summary.has(id) || answer(id).state !== 'missing');
  const rest = aboutTheRest(facts, complete);
  return fields.map(({ id, label, filledBy }) => {
    const own = answer(id);
    return { field: id, label, filledBy, answer: own.state === 'missing' ? (rest[id] ?? own) : own };
  });
}
