/**
 * A day team becomes part of a ward's day, so that its tablets and helpers read it, or is no part of it any more. Each with a new epoch in
 * the same append: a member space is boxed to by epochs alone (decision 0046).
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { spaceEntry } from '../authoring/entries.ts';
import { ClientError } from '../failure.ts';
import { planRemove } from './remove.ts';
import { demandRole } from './space-table.ts';

function isIn(act: Act, space: Bytes, day: Bytes): boolean {
  return activeMembers(act.state(space), act.today).some(({ id }) => equalBytes(id, day));
}

/** Does nothing where it is in. Throws {@link ClientError} where the table has no day team in such a space, or it is no day team. */
export function planJoin(act: Act, space: Bytes, day: Bytes): void {
  const role = demandRole(act.state(space).kind, 'day');
  if (act.state(day).kind !== 'day') throw new ClientError('not-allowed');
  if (isIn(act, space, day)) return;
  act.record(space, 'add', () => ({ member: spaceEntry(day, role) }), [day]);
  act.rekey(space, [null]);
}

/** Does nothing where it is not in. */
export function planLeave(act: Act, space: Bytes, day: Bytes): void {
  if (isIn(act, space, day)) planRemove(act, space, day);
}
