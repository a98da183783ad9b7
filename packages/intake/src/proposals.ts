/**
 * What a list says, as typed proposals. Plain, structured-cloneable data.
 * @module
 */
import type { TableProblem } from './table.ts';
import type { Contact } from './values/contacts.ts';
import type { Day } from './values/days.ts';
import type { Name } from './values/names.ts';
import type { MeaslesProof, Relation, Religion, Sex } from './values/words.ts';

/** What is known of a ward besides its name. Null and empty: the list does not say it. */
export interface WardValues {
  number: string | null;
  born: Day | null;
  sex: Sex | null;
  group: string | null;
  room: string | null;
  street: string | null;
  /** As written: leading zeros stay. */
  postalCode: string | null;
  town: string | null;
  origin: string | null;
  /** As written where it is none of the known ones. */
  religion: { code: Religion | null; text: string } | null;
  measles: MeaslesProof | null;
  allergies: readonly string[];
  diet: string | null;
  note: string | null;
  emergency: readonly Contact[];
}

export interface GuardianValues extends Name {
  relation: { code: Relation | null; text: string } | null;
  /** The column says that whoever stands in it has custody or is a legal guardian. Rights come from a person, never from this. */
  isCustodian: boolean;
  phones: readonly string[];
  emails: readonly string[];
}

/**
 * What is wrong with a cell. The first six keep their line out until they are mended; the others are hints, and the line goes in.
 * `day-or-month`: which of two numbers is the day nobody has said. `name-unsure`: where the given name ends was guessed. `shared-contact`:
 * two people stand in one cell with one number. `guardian-name`: it names nobody in particular, so no letter can be written.
 * `repeated`: all of the line stands at `first` already. `merged`: it adds to the ward of line `first`. `number-twice`: another ward has
 * the same number.
 */
export type Problem =
  | { line: number; column: number; code: 'day-invalid' | 'day-future' | 'day-or-month' | 'too-long' }
  | { line: number; code: 'name-missing' }
  | { line: number; code: 'above' }
  | {
      line: number;
      column: number;
      code: 'name-unsure' | 'word-unknown' | 'postal-code' | 'phone' | 'email' | 'shared-contact' | 'guardian-name';
    }
  | { line: number; code: 'born-missing' }
  | { line: number; code: 'repeated' | 'merged' | 'number-twice'; first: number }
  | Exclude<TableProblem, { code: 'above' }>;

const blocking: ReadonlySet<Problem['code']> = new Set([
  'day-invalid',
  'day-future',
  'day-or-month',
  'too-long',
  'name-missing',
  'above',
] as const);

/** Its line stays out. */
export function isBlocking({ code }: Problem): boolean {
  return blocking.has(code);
}

export interface WardProposal extends Name {
  /** 32 hex digits, made of the seed and the row: the same import again gives the same. */
  id: string;
  /** The first is the one that was there first. */
  lines: readonly number[];
  values: WardValues;
  /** In their order in the list. */
  guardians: readonly GuardianshipProposal[];
}

export interface GuardianshipProposal extends GuardianValues {
  /** The person's id: one that several wards share only after somebody has said so. */
  person: string;
}

export interface GroupProposal {
  id: string;
  name: string;
  /** There is one of that name already, and `id` is its. */
  isKnown: boolean;
  wards: number;
}

/**
 * What somebody has to decide. Until then the letters of those whom it concerns wait; with `same-ward` and `which-known` the wards
 * themselves.
 */
export type Question =
  | { kind: 'ban'; id: string; ward: string; line: number; text: string; fileNumber: string }
  | { kind: 'same-ward'; id: string; wards: readonly [string, string]; lines: readonly number[] }
  | { kind: 'same-person'; id: string; people: readonly string[]; wards: readonly string[] }
  | { kind: 'which-known'; id: string; ward: string; known: readonly string[] }
  | { kind: 'new-guardian'; id: string; ward: string; known: string; person: string };

export type BanKind = 'collect' | 'contact' | 'disclosure';

export type Answer =
  | { kind: 'no-ban' }
  /** `people`: whom of the ward's guardians it is about; none: somebody who is not in the list. */
  | { kind: 'ban'; bans: readonly BanKind[]; people: readonly string[]; fileNumber: string }
  | { kind: 'same-ward'; isSame: boolean }
  | { kind: 'same-person'; isSame: boolean }
  /** Null: none of them. */
  | { kind: 'which-known'; known: string | null }
  | { kind: 'new-guardian'; isAdded: boolean };

/** By a question's id. */
export type Answers = ReadonlyMap<string, Answer>;

/** What there is already, as the caller knows it. */
export interface KnownWard extends Name {
  id: string;
  values: Partial<WardValues>;
  guardians: readonly (Name & { id: string })[];
  /** A protection flag stands on it: this import touches none of its guardians. */
  isFlagged: boolean;
}

export interface Known {
  wards: readonly KnownWard[];
  groups: readonly { id: string; name: string }[];
  /** What the caller keeps nowhere: the list's word on it changes nothing of a known ward. */
  unkept?: readonly (keyof WardValues)[];
}

export type Comparison =
  | { state: 'new' }
  | { state: 'unchanged'; known: string }
  | { state: 'changed'; known: string; fields: readonly (keyof WardValues | 'name')[] };

export interface Proposals {
  wards: readonly WardProposal[];
  groups: readonly GroupProposal[];
  /** By ward. */
  compared: ReadonlyMap<string, Comparison>;
  /** Known wards that the list does not have. Nothing happens to them. */
  missing: readonly string[];
  /** Of the known wards, those with a protection flag that the list has. */
  flagged: ReadonlySet<string>;
  problems: readonly Problem[];
  questions: readonly Question[];
  /** Each line of the file that is not the header is in exactly one of these. */
  lines: { in: readonly number[]; problem: readonly number[]; blank: readonly number[]; skipped: readonly number[] };
}
