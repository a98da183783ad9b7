/**
 * Wards (children, pupils, residents). What is noted of a ward is declared once, with its tier: the kind of space in which it lives, and so
 * who reads it. In a space of another tier it counts for nothing.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import {
  expireRegister,
  expireRegisters,
  latest,
  write,
  writeAt,
  type Register,
  type Registers,
} from './kernel/register.ts';
import { finder } from './kernel/search.ts';
import { prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

/** The spaces of a ward, by who reads them (protocol.md, section 4). */
export const wardTiers = ['ward/day', 'ward', 'ward/sensitive', 'ward/protection'] as const;
export type WardTier = (typeof wardTiers)[number];

interface WardField {
  tier: Exclude<WardTier, 'ward/protection'>;
  /** Several lines, or one. */
  form: 'line' | 'lines' | 'date';
  /** Worth a mark wherever the ward is shown. */
  isWarning?: true;
}

/** A new field is one line here and its label on the screen. `group`, `nextGroup` (of the year to come) and `sign` are chosen, not typed. */
export const wardFields = {
  name: { tier: 'ward/day', form: 'line' },
  sign: { tier: 'ward/day', form: 'line' },
  group: { tier: 'ward/day', form: 'line' },
  nextGroup: { tier: 'ward/day', form: 'line' },
  allergies: { tier: 'ward/day', form: 'lines', isWarning: true },
  emergency: { tier: 'ward/day', form: 'lines' },
  collectors: { tier: 'ward/day', form: 'lines' },
  birthDate: { tier: 'ward', form: 'date' },
  diet: { tier: 'ward/day', form: 'line' },
  room: { tier: 'ward/day', form: 'line' },
  number: { tier: 'ward', form: 'line' },
  sex: { tier: 'ward', form: 'line' },
  street: { tier: 'ward', form: 'line' },
  postalCode: { tier: 'ward', form: 'line' },
  town: { tier: 'ward', form: 'line' },
  origin: { tier: 'ward/sensitive', form: 'line' },
  religion: { tier: 'ward/sensitive', form: 'line' },
  measles: { tier: 'ward/sensitive', form: 'line' },
} as const satisfies Readonly<Record<string, WardField>>;
export type WardFieldName = keyof typeof wardFields;

export const wardFieldNames = Object.keys(wardFields).filter((name): name is WardFieldName => name in wardFields);

const wardId = z.string().check(z.regex(/^[0-9a-f]{32}$/u));
const wardOpened = z.strictObject({ ward: wardId });
/** Empty: it is not known any more. A field that this program does not know is kept for one that does. */
const wardNoted = z.strictObject({
  field: z.string().check(z.regex(/^[a-zA-Z]{1,40}$/u)),
  text: z.union([z.literal(''), prose(4000)]),
});

function isOfTier(field: string, kind: string): boolean {
  return (
    !Object.hasOwn(wardFields, field) || wardFieldNames.some((name) => name === field && wardFields[name].tier === kind)
  );
}

export interface WardsState {
  /** To which ward the space belongs. */
  ward: Register<string>;
  fields: Registers<string>;
}

export const wards = defineModel<WardsState>(
  'wards',
  { ward: [], fields: new Map() },
  {
    'ward/opened@1': on({
      schema: wardOpened,
      may: placed,
      apply: (state, fact) => ({ ...state, ward: write(state.ward, fact, fact.body.ward) }),
    }),
    'ward/noted@1': on({
      schema: wardNoted,
      may: (standing, fact) => placed(standing, fact) && isOfTier(fact.body.field, standing.space.kind),
      apply: (state, fact) => ({
        ...state,
        fields: writeAt(state.fields, fact.body.field, fact, fact.body.text),
      }),
    }),
  },
  (state, today) => ({ ward: expireRegister(state.ward, today), fields: expireRegisters(state.fields, today) }),
);

export interface Ward {
  id: string;
  /** By tier: those that one reads. */
  spaces: Partial<Record<WardTier, string>>;
  /** What is not known is empty. */
  fields: Readonly<Record<WardFieldName, string>>;
}

interface Named {
  id: string;
  kind: string;
}

function isTier(kind: string): kind is WardTier {
  return wardTiers.some((tier) => tier === kind);
}

function wardOf(id: string, states: BySpace<WardsState>, spaces: readonly Named[]): Ward {
  const own: Partial<Record<WardTier, string>> = {};
  for (const space of spaces) if (isTier(space.kind)) own[space.kind] ??= space.id;
  const field = (name: WardFieldName) => latest(states.get(own[wardFields[name].tier] ?? '')?.fields.get(name)) ?? '';
  return {
    id,
    spaces: own,
    fields: {
      name: field('name'),
      sign: field('sign'),
      group: field('group'),
      nextGroup: field('nextGroup'),
      allergies: field('allergies'),
      emergency: field('emergency'),
      collectors: field('collectors'),
      birthDate: field('birthDate'),
      diet: field('diet'),
      room: field('room'),
      number: field('number'),
      sex: field('sex'),
      street: field('street'),
      postalCode: field('postalCode'),
      town: field('town'),
      origin: field('origin'),
      religion: field('religion'),
      measles: field('measles'),
    },
  };
}

/** Every ward of whom one reads something. */
export function allWards(states: BySpace<WardsState>, spaces: readonly Named[]): readonly Ward[] {
  const opened = spaces.flatMap((space) => {
    const ward = isTier(space.kind) ? latest(states.get(space.id)?.ward) : null;
    return ward === null ? [] : [{ ward, space }];
  });
  return [...Map.groupBy(opened, ({ ward }) => ward)].map(([id, of]) =>
    wardOf(
      id,
      states,
      of.map(({ space }) => space),
    ),
  );
}

/** In whatever letters and accents somebody types it. */
export function matchesName(name: string, typed: string): boolean {
  return finder(typed)(name);
}
