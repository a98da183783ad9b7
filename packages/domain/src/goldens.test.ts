import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { absences } from './absences.ts';
import { appointments } from './appointments.ts';
import { alarms } from './alarms.ts';
import { comebacks } from './comebacks.ts';
import { contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { dayTeams } from './day-teams.ts';
import { groups } from './groups.ts';
import { guardianships } from './guardianships.ts';
import { institution } from './institution.ts';
import { intakes } from './intakes.ts';
import type { Model } from './kernel/model.ts';
import { people } from './people.ts';
import { posts } from './posts.ts';
import { preparedLetters } from './prepared-letters.ts';
import { replies } from './replies.ts';
import { plain } from './testing/facts.ts';
import { wards } from './wards.ts';
import { years } from './years.ts';

const file = z.strictObject({
  index: z.number(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  thumbnail: z.nullable(z.number()),
});

/** Lines of a golden: facts with what became of them, and now and then what the state must then be on a day. */
const line = z.union([
  z.strictObject({
    fact: z.strictObject({
      id: z.string(),
      seq: z.number(),
      type: z.string(),
      body: z.unknown(),
      author: z.string(),
      time: z.number(),
      expiry: z.number(),
      files: z.optional(z.array(file)),
    }),
    standing: z.strictObject({
      persona: z.string(),
      class: z.enum(['staff', 'guardian', 'carrier', 'device']),
      through: z.enum(['leadership', 'team', 'day', 'none']),
      role: z.enum(['reader', 'writer', 'admin', 'owner']),
      space: z.strictObject({ id: z.string(), kind: z.string() }),
    }),
    result: z.enum(['applied', 'unknown', 'forbidden', 'invalid']),
  }),
  z.strictObject({ today: z.number(), state: z.record(z.string(), z.unknown()) }),
]);

/** A state may hold more than it did when the line was written, and nothing of it otherwise. */
function replay<State>(model: Model<State>, golden: string): void {
  let state = model.empty;
  for (const text of golden.trimEnd().split('\n')) {
    const entry = line.parse(JSON.parse(text));
    if ('fact' in entry) {
      const outcome = model.fold(state, { ...entry.fact, files: entry.fact.files ?? [] }, entry.standing);
      expect(outcome.result, text).toBe(entry.result);
      state = outcome.state;
    } else expect(plain(model.expire(state, entry.today)), text).toMatchObject(entry.state);
  }
}

const folder = join(import.meta.dirname, '../goldens');
const replays: Record<string, (golden: string) => void> = {
  institution: (golden) => replay(institution, golden),
  people: (golden) => replay(people, golden),
  comebacks: (golden) => replay(comebacks, golden),
  groups: (golden) => replay(groups, golden),
  'day-teams': (golden) => replay(dayTeams, golden),
  posts: (golden) => replay(posts, golden),
  replies: (golden) => replay(replies, golden),
  conversations: (golden) => replay(conversations, golden),
  alarms: (golden) => replay(alarms, golden),
  wards: (golden) => replay(wards, golden),
  guardianships: (golden) => replay(guardianships, golden),
  contacts: (golden) => replay(contacts, golden),
  appointments: (golden) => replay(appointments, golden),
  absences: (golden) => replay(absences, golden),
  intakes: (golden) => replay(intakes, golden),
  'prepared-letters': (golden) => replay(preparedLetters, golden),
  years: (golden) => replay(years, golden),
};

test('every model has a golden, and every golden a model', () => {
  expect(readdirSync(folder).toSorted()).toEqual(
    Object.keys(replays)
      .map((name) => `${name}.jsonl`)
      .toSorted(),
  );
});

test.each(Object.entries(replays))(
  'the old log of %s still means what it meant, before and after an expiry',
  (name, replayIt) => {
    const golden = readFileSync(join(folder, `${name}.jsonl`), 'utf8');
    expect(golden.match(/^\{"today"/gm)?.length).toBeGreaterThanOrEqual(2);
    replayIt(golden);
  },
);
