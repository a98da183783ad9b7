/**
 * What the institution is called, and its kind, which chooses the words on the screen; in which state it lies and who runs it, from which
 * follow the authority for data protection and when its year begins.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import { expireRegister, latest, write, type Register } from './kernel/register.ts';
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

export const institutionKinds = ['kita', 'school', 'home'] as const;

export const institutionNamed = z.strictObject({ name: line(200), kind: z.enum(institutionKinds) });
export type InstitutionNamed = z.infer<typeof institutionNamed>;
export type InstitutionKind = InstitutionNamed['kind'];

/** ISO 3166-2, without the country's `DE-`. */
export const germanStates = [
  'BW',
  'BY',
  'BE',
  'BB',
  'HB',
  'HH',
  'HE',
  'MV',
  'NI',
  'NW',
  'RP',
  'SL',
  'SN',
  'ST',
  'SH',
  'TH',
] as const;
export type GermanState = (typeof germanStates)[number];

/** What they are called, in every language. */
export const germanStateNames: Readonly<Record<GermanState, string>> = {
  BW: 'Baden-Württemberg',
  BY: 'Bayern',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hessen',
  MV: 'Mecklenburg-Vorpommern',
  NI: 'Niedersachsen',
  NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz',
  SL: 'Saarland',
  SN: 'Sachsen',
  ST: 'Sachsen-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thüringen',
};

/** What kind of body the carrier is, as the law for data protection tells them apart. `church-other`: any other religious community. */
export const carrierBodies = ['public', 'private', 'church-catholic', 'church-protestant', 'church-other'] as const;
export type CarrierBody = (typeof carrierBodies)[number];

/** A day that every year has: `08-01`. */
const dayOfYear = z.string().check(z.regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/u));

export const institutionDescribed = z.strictObject({
  state: z.enum(germanStates),
  /** Empty: the institution is its own carrier. */
  carrier: z.union([z.literal(''), line(200)]),
  body: z.enum(carrierBodies),
  /** Of a Catholic carrier: its authority is that of the diocese. Else empty. */
  diocese: z.union([z.literal(''), line(100)]),
  /** Empty: it has no years. */
  yearBegins: z.union([z.literal(''), dayOfYear]),
});
export type InstitutionDescribed = z.infer<typeof institutionDescribed>;

export interface InstitutionState {
  named: Register<InstitutionNamed>;
  described: Register<InstitutionDescribed>;
}

export const institution = defineModel<InstitutionState>(
  'institution',
  { named: [], described: [] },
  {
    'institution/named@1': on({
      schema: institutionNamed,
      may: placed,
      apply: (state, fact) => ({ ...state, named: write(state.named, fact, fact.body) }),
    }),
    'institution/described@1': on({
      schema: institutionDescribed,
      may: placed,
      apply: (state, fact) => ({ ...state, described: write(state.described, fact, fact.body) }),
    }),
  },
  (state, today) => ({
    named: expireRegister(state.named, today),
    described: expireRegister(state.described, today),
  }),
);

/** Null until it has been read. */
export function nameAndKind(states: BySpace<InstitutionState>): InstitutionNamed | null {
  return [...states.values()].map(({ named }) => latest(named)).findLast((named) => named !== null) ?? null;
}

/** Null: it was not said, as by whoever founded before it was asked. */
export function descriptionOf(states: BySpace<InstitutionState>): InstitutionDescribed | null {
  return [...states.values()].map(({ described }) => latest(described)).findLast((one) => one !== null) ?? null;
}

/**
 * When a year usually begins there; empty: a home has none. School years begin on 1 August everywhere in Germany (Hamburg Agreement of the
 * states, § 1), the years of KiTas too but in Bavaria and Baden-Württemberg.
 */
export function usualBeginning(kind: InstitutionKind, state: GermanState | null): string {
  if (kind === 'home') return '';
  return kind === 'kita' && (state === 'BW' || state === 'BY') ? '09-01' : '08-01';
}
