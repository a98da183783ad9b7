/**
 * Whoever is in a space takes another part in it. Leadership's deputies can do it as its owners can: they add and remove, where `role` is an
 * owner's. The member goes and comes in one append, with new keys, and misses nothing by it (decision 0047).
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers, type Member } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { planAdd } from './add.ts';
import { planRemove } from './remove.ts';
import { demandRole, type Part } from './space-table.ts';

/**
 * `inside`: every persona by which the person is in. Does nothing where they have that part. Throws {@link ClientError} where the table has
 * no place for the carrier.
 */
export function planAppoint(
  act: Act,
  space: Bytes,
  { id, sign, kem }: Member,
  as: Extract<Part, 'carrier' | 'people'>,
  inside: readonly Bytes[],
): void {
  const { kind } = act.state(space);
  demandRole(kind, 'carrier');
  const role = demandRole(kind, as);
  const now = activeMembers(act.state(space), act.today).find((member) =>
    inside.some((persona) => equalBytes(persona, member.id)),
  );
  if (inside.length === 1 && now?.role === role) return;
  for (const persona of inside) planRemove(act, space, persona);
  planAdd(act, space, { id, class: 'persona', role, sign, kem, until: null }, null);
}
