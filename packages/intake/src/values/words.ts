/**
 * Words of a few that other systems write in many ways. A new way is one more word here.
 * @module
 */
import { plain } from '../text.ts';
import { dayBy, writtenDay, type Day } from './days.ts';

export type Sex = 'female' | 'male' | 'diverse';
export type Religion = 'catholic' | 'protestant' | 'muslim' | 'orthodox' | 'jewish' | 'none';
/** What is known of the proof of measles protection. `shown`: it was seen; never a copy. */
export type Measles = 'shown' | 'missing' | 'unknown' | 'exempt';
export type Relation =
  | 'mother'
  | 'father'
  | 'child'
  | 'grandparent'
  | 'grandchild'
  | 'partner'
  | 'sibling'
  | 'legal-guardian';

type Words<Code extends string> = Readonly<Record<Code, readonly string[]>>;

const yes = ['ja', 'j', 'yes', 'y', 'x', 'wahr', 'true', '1', 'vorhanden', '✓'];
const no = ['nein', 'n', 'no', 'falsch', 'false', '0', 'fehlt', 'nicht vorhanden', '-', '–'];

export const sexes: Words<Sex> = {
  female: ['w', 'f', 'weiblich', 'female', 'mädchen', 'frau', 'girl'],
  male: ['m', 'männlich', 'male', 'junge', 'herr', 'mann', 'boy'],
  diverse: ['d', 'x', 'divers', 'diverse', 'inter', 'ohne Angabe'],
};

export const religions: Words<Religion> = {
  catholic: [
    'rk',
    'r.-k.',
    'röm.-kath.',
    'römisch-katholisch',
    'kath',
    'katholisch',
    'catholic',
    'roman catholic',
    'ak',
  ],
  protestant: ['ev', 'evang', 'evangelisch', 'ev.-luth.', 'evangelisch-lutherisch', 'protestant', 'prot', 'lt', 'rf'],
  muslim: ['isl', 'islam', 'islamisch', 'muslimisch', 'moslem', 'muslim', 'sunnitisch', 'alevitisch'],
  orthodox: ['orth', 'orthodox', 'russ.-orth.', 'griech.-orth.', 'russisch-orthodox', 'griechisch-orthodox'],
  jewish: ['jüd', 'jüdisch', 'israelitisch', 'jewish'],
  none: ['ob', 'o.B.', 'ohne', 'ohne Bekenntnis', 'keine', 'konfessionslos', 'bekenntnislos', 'vd', 'none', ...no],
};

const measles: Words<Measles> = {
  shown: [
    ...yes,
    'erbracht',
    'vorgelegt',
    'nachgewiesen',
    'geimpft',
    '2x',
    '2 x geimpft',
    'zweimal',
    'vollständig',
    'immun',
    'vaccinated',
  ],
  missing: [...no, 'nicht erbracht', 'nicht vorgelegt', 'nicht geimpft', 'ausstehend', 'missing'],
  unknown: ['unbekannt', 'unklar', 'offen', '?', 'k. A.', 'keine Angabe', 'unknown'],
  exempt: ['befreit', 'Kontraindikation', 'ärztlich befreit', 'exempt'],
};

export const relations: Words<Relation> = {
  mother: ['Mutter', 'Mama', 'KM', 'Kindsmutter', 'mother', 'mum', 'mom'],
  father: ['Vater', 'Papa', 'KV', 'Kindsvater', 'father', 'dad'],
  child: ['Sohn', 'Tochter', 'son', 'daughter', 'Kind'],
  grandparent: ['Oma', 'Opa', 'Großmutter', 'Großvater', 'grandmother', 'grandfather'],
  grandchild: ['Enkel', 'Enkelin', 'grandson', 'granddaughter', 'grandchild'],
  partner: [
    'Ehemann',
    'Ehefrau',
    'Gatte',
    'Gattin',
    'Partner',
    'Partnerin',
    'Lebensgefährte',
    'husband',
    'wife',
    'spouse',
  ],
  sibling: ['Bruder', 'Schwester', 'brother', 'sister'],
  'legal-guardian': [
    'Betreuer',
    'Betreuerin',
    'gesetzlicher Betreuer',
    'rechtlicher Betreuer',
    'Vormund',
    'Bevollmächtigte',
    'Bevollmächtigter',
    'legal guardian',
  ],
};

/** Signs such as "?" and "-" have no letter and count as they are. */
function bare(text: string): string {
  return plain(text) === '' ? text.trim() : plain(text);
}

export function codeOf<Code extends string>(words: Words<Code>, text: string): Code | null {
  const found = Object.entries<readonly string[]>(words).find(([, known]) =>
    known.some((word) => bare(word) === bare(text)),
  );
  const code = found?.[0];
  return code !== undefined && isCode(words, code) ? code : null;
}

function isCode<Code extends string>(words: Words<Code>, text: string): text is Code {
  return Object.hasOwn(words, text);
}

export interface MeaslesProof {
  state: Measles;
  /** When it was shown, where the list says so. */
  on: Day | null;
}

/** A day says when the proof was seen. */
export function measlesOf(text: string, today: Day): MeaslesProof | null {
  const state = codeOf(measles, text);
  if (state !== null) return { state, on: null };
  const written = writtenDay(text);
  const on = written === null ? null : dayBy(written, 'day-first', today);
  return on === null ? null : { state: 'shown', on };
}

/** "Laktose; Ei": by semicolons, line ends, and commas outside of brackets. */
export function listOf(text: string): string[] {
  return text
    .split(/[;\n]|,(?![^(]*\))/u)
    .map((part) => part.replaceAll(/\s+/gu, ' ').trim())
    .filter((part) => part !== '' && !['keine', 'nein', 'none', '-', '–'].includes(part.toLowerCase()));
}
