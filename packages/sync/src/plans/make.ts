/**
 * Making a space of any kind, in one append with its first epoch and facts.
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { atLeast, levelOf, type Role } from '@obhut/protocol/kinds.ts';
import type { MemberEntry } from '@obhut/protocol/records.ts';
import { actingDirectly } from '@obhut/protocol/rights.ts';
import { headIndex, type Member } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { spaceEntry } from '../authoring/entries.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { speakInto } from '../authoring/speak.ts';
import { ClientError } from '../failure.ts';
import type { Institution } from '../institution.ts';
import { bucketsFor } from './found.ts';
import { demandRole, roleIn, type MadeKind } from './space-table.ts';

export interface NewSpace {
  kind: MadeKind;
  /** 16 bytes: by it the space is found again. */
  nonce: Bytes;
  teams: readonly Bytes[];
  day: Bytes | null;
  /** As a space of the own verified fold names them. */
  staff: readonly Member[];
  people: readonly Member[];
}

/** The space through which one may begin a space of this kind, or null (protocol.md, section 4). */
export function founderThrough(institution: Institution, kind: MadeKind, today: number): Bytes | null {
  const roleOf = (space: Bytes): Role | null => {
    const state = institution.logs(space);
    return state === undefined
      ? null
      : (actingDirectly(state, institution.self.id, headIndex(state), today)?.role ?? null);
  };
  const { leadership } = institution;
  if (levelOf[kind] <= 1) return roleOf(leadership) === 'owner' ? leadership : null;
  const teams = institution.replicas.flatMap(({ state, space }) => (state?.kind === 'team' ? [space] : []));
  return [leadership, ...teams].find((space) => atLeast(roleOf(space), 'writer')) ?? null;
}

function personEntry({ id, sign, kem }: Member, role: Role): MemberEntry {
  return { id, class: 'persona', role, sign, kem, until: null };
}

function entriesOf(act: Act, { kind, teams, day, staff, people }: NewSpace): MemberEntry[] {
  const { leadership, self } = act.institution;
  const entries: MemberEntry[] = [];
  const leads = roleIn(kind, 'leadership');
  if (leads !== null) entries.push(spaceEntry(leadership, leads));
  for (const team of teams) entries.push(spaceEntry(team, demandRole(kind, 'teams')));
  if (day !== null) entries.push(spaceEntry(day, demandRole(kind, 'day')));
  const isMe = ({ id }: Member) => equalBytes(id, self.id);
  const persons = [
    ...staff.map((member) => personEntry(member, demandRole(kind, 'staff'))),
    ...people.map((member) => personEntry(member, demandRole(kind, 'people'))),
  ];
  for (const entry of persons) {
    const isKnown = entries.some((other) => other.id !== null && entry.id !== null && equalBytes(other.id, entry.id));
    if (!isKnown) entries.push(entry);
  }
  if (kind !== 'conversation') return entries;
  const me = [...staff, ...people].find(isMe);
  if (me === undefined) throw new ClientError('not-allowed');
  return entries.map((entry) =>
    entry.id !== null && equalBytes(entry.id, self.id) ? { ...entry, role: 'admin' } : entry,
  );
}

/** Adds the space to `act` and returns its id. */
export function planSpace(act: Act, space: NewSpace, utterances: readonly Utterance[]): Bytes {
  const through = founderThrough(act.institution, space.kind, act.today);
  if (through === null) throw new ClientError('not-allowed');
  const id = act.genesis(space.kind, through, entriesOf(act, space), space.nonce);
  // Nobody makes what they have no part in: the first epoch and facts are theirs.
  if (act.institution.way(act.state(id), act.today, act.logs) === null) throw new ClientError('not-allowed');
  act.rekey(id, [...new Set([null, ...bucketsFor(utterances)])]);
  for (const utterance of utterances) speakInto(act, id, utterance);
  return id;
}
