/**
 * Giving a space to another team: it leads from here on, and whoever read through the one before reads nothing more.
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { spaceEntry } from '../authoring/entries.ts';
import { ClientError } from '../failure.ts';
import { demandRole } from './space-table.ts';

/** Nothing where the team leads alone already. */
export function planLead(act: Act, space: Bytes, team: Bytes): void {
  const role = demandRole(act.state(space).kind, 'teams');
  if (act.logs(team)?.kind !== 'team') throw new ClientError('not-allowed');
  const teams = activeMembers(act.state(space), act.today).filter(({ id }) => act.logs(id)?.kind === 'team');
  const others = teams.filter(({ id }) => !equalBytes(id, team));
  const isNew = others.length === teams.length;
  if (!isNew && others.length === 0) return;
  if (isNew) act.record(space, 'add', () => ({ member: spaceEntry(team, role) }), [team]);
  for (const { id: member } of others) act.record(space, 'remove', () => ({ member }));
  // Whoever reads it by the team that goes could not make the keys of those who stay.
  if (act.institution.way(act.state(space), act.today, act.logs) === null) throw new ClientError('not-allowed');
  act.rekey(space, [null]);
}
