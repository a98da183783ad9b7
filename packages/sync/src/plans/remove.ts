/**
 * Taking somebody out of one space: the record and, where one may, the new epoch in the same append, so that they read nothing more.
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import type { Act } from '../authoring/act.ts';

export function planRemove(act: Act, space: Bytes, member: Bytes): void {
  act.record(space, 'remove', () => ({ member }));
  const isMyself = equalBytes(member, act.institution.self.id);
  const role = act.institution.way(act.state(space), act.today, act.logs)?.acting.role ?? null;
  if (!isMyself && atLeast(role, 'writer')) act.rekey(space, [null]);
}
