/**
 * The devices on which the drill's people read: the real client with every model, whose requests are recorded.
 * @module
 */
import { absences } from '@obhut/domain/absences.ts';
import { appointments } from '@obhut/domain/appointments.ts';
import { contacts } from '@obhut/domain/contacts.ts';
import { conversations } from '@obhut/domain/conversations.ts';
import { dayTeams } from '@obhut/domain/day-teams.ts';
import { groups } from '@obhut/domain/groups.ts';
import { guardianships } from '@obhut/domain/guardianships.ts';
import { institution } from '@obhut/domain/institution.ts';
import { intakes } from '@obhut/domain/intakes.ts';
import { people } from '@obhut/domain/people.ts';
import { posts } from '@obhut/domain/posts.ts';
import { preparedLetters } from '@obhut/domain/prepared-letters.ts';
import { replies } from '@obhut/domain/replies.ts';
import { wards } from '@obhut/domain/wards.ts';
import type { AnyModel } from '@obhut/sync/engine/fold-models.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import type { Adult } from '../../demo/cast.ts';
import { Person } from '../../demo/person.ts';
import { Recorder } from './recorder.ts';

const models: readonly AnyModel[] = [
  absences,
  appointments,
  contacts,
  conversations,
  dayTeams,
  groups,
  guardianships,
  institution,
  intakes,
  people,
  posts,
  preparedLetters,
  replies,
  wards,
];

/** Of a network that the documents of the internet keep for examples (RFC 2544); a new one for each device. */
let networks = 0;
function nextAddress(): string {
  networks += 1;
  return `198.18.${networks >> 8}.${networks & 255}`;
}

export interface Recorded {
  person: Person;
  recorder: Recorder;
}

/** A device that knows nothing so far. */
export async function newDevice(origin: string, adult: Adult): Promise<Recorded> {
  const recorder = new Recorder(nextAddress());
  const transport = new HttpTransport(origin, recorder.ask);
  return { person: await Person.arrives(origin, adult, { transport, models }), recorder };
}

function entriesOf(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat();
  return value instanceof Set ? [...value] : Object.values(value);
}

/** Every text in a state, whatever it lies in. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value === 'object' && value !== null) for (const part of entriesOf(value)) yield* textsIn(part);
}

/** Every text that somebody's device has decrypted and folded. */
export function textsOf({ client }: Person): string {
  return [...textsIn(client.states())].join('\n');
}
