/**
 * Who is in which kind of space with which role: protocol.md, section 4, row by row. What a row does not name is not put in.
 * @module
 */
import { ClientError } from '../failure.ts';
import type { Role, SpaceKind } from '@obhut/protocol/kinds.ts';

/** `people`: guardians, an audience, whoever takes part. `staff`, `carrier`: by name. */
export type Part = 'leadership' | 'teams' | 'day' | 'staff' | 'carrier' | 'people';

/** Leadership's own members are admitted one by one; nobody makes a second leadership. */
export type MadeKind = Exclude<SpaceKind, 'leadership'>;

const ledByTeams = { leadership: 'owner', teams: 'admin' } as const;

const table: Readonly<Record<MadeKind, Partial<Record<Part, Role>>>> = {
  team: { leadership: 'owner', staff: 'writer' },
  day: { leadership: 'owner', staff: 'writer' },
  everyone: { ...ledByTeams, carrier: 'writer', people: 'reader' },
  group: { ...ledByTeams, people: 'reader' },
  mailbox: { ...ledByTeams, people: 'writer' },
  'ward/day': { ...ledByTeams, day: 'writer', people: 'writer' },
  ward: { ...ledByTeams, people: 'writer' },
  'ward/sensitive': { leadership: 'owner', staff: 'writer', people: 'writer' },
  'ward/protection': { leadership: 'owner', staff: 'writer' },
  // Whoever makes it is its admin; leadership has no part in it.
  conversation: { staff: 'writer', people: 'writer' },
  booking: { ...ledByTeams, people: 'writer' },
};

/** Null: the row has no such part. */
export function roleIn(kind: MadeKind, part: Part): Role | null {
  return table[kind][part] ?? null;
}

/** Throws {@link ClientError} where the row has no such part: a feature asks for what the protocol does not know. */
export function demandRole(kind: SpaceKind, part: Part): Role {
  const role = kind === 'leadership' ? null : roleIn(kind, part);
  if (role === null) throw new ClientError('not-allowed');
  return role;
}
