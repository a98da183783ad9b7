/**
 * Who may do what in a space, from public data alone (protocol.md, section 4).
 * @module
 */
import { equalBytes, type Bytes } from './bytes.ts';
import { atLeast, type Role } from './kinds.ts';
import type { RecordType } from './records.ts';
import { memberAt, type Member, type SpaceState } from './state.ts';

/** How somebody acts in a space: as a direct member, or as a direct member of a space that is a member. */
export interface Acting {
  role: Role;
  /** The actor's entry: here, or in the member space. */
  member: Member;
  /** The Ed25519 key that the entry holds. */
  sign: Bytes;
}

/** Who acts through a member space has that space's role, `owner` only if an owner there; a reader there is a reader here. */
function roleThrough(spaceRole: Role, roleThere: Role): Role {
  if (roleThere === 'reader') return 'reader';
  return spaceRole === 'owner' && roleThere !== 'owner' ? 'admin' : spaceRole;
}

export function actingDirectly(state: SpaceState, actor: Bytes, index: number, day: number): Acting | null {
  const member = memberAt(state, actor, index, day);
  // A member space has no key, so nobody acts under its id.
  return member === null || member.sign === null ? null : { role: member.role, member, sign: member.sign };
}

/** `through` is the member space's own state, judged at `throughIndex` of its log. */
export function actingThrough(
  state: SpaceState,
  through: SpaceState,
  throughIndex: number,
  actor: Bytes,
  index: number,
  day: number,
): Acting | null {
  const space = memberAt(state, through.space, index, day);
  const there = actingDirectly(through, actor, throughIndex, day);
  return space === null || there === null ? null : { ...there, role: roleThrough(space.role, there.role) };
}

const leastRole = {
  'recovery-approve': 'reader',
  veto: 'owner',
  replace: 'admin',
  expel: 'admin',
  add: 'admin',
  remove: 'admin',
  invite: 'admin',
  role: 'owner',
  rekey: 'writer',
  keyring: 'writer',
  retire: 'owner',
  genesis: 'owner',
} as const satisfies Partial<Record<RecordType, Role>>;

/** Whether `acting` may write a record of this type here; `target`: whom a `remove` or `replace` puts out. */
export function mayWrite(acting: Acting, type: RecordType, target: Bytes | null): boolean {
  const memberClass = acting.member.class;
  if (type === 'claim') return memberClass === 'invite';
  if (type === 'recovery-request' || type === 'recovery-execute') return memberClass === 'kit';
  if (memberClass === 'invite' || memberClass === 'kit') return false;
  if (memberClass === 'device' && type !== 'rekey' && type !== 'keyring') return false;
  if (target !== null && equalBytes(acting.member.id, target)) return true;
  // A second person: an owner, or a reader whom the carrier has put there; not a deputy.
  if (type === 'recovery-approve' && acting.role !== 'owner' && acting.role !== 'reader') return false;
  return atLeast(acting.role, leastRole[type]);
}

/** Whether `acting` may write events. */
export function mayAppend(acting: Acting): boolean {
  const memberClass = acting.member.class;
  return (memberClass === 'persona' || memberClass === 'device') && atLeast(acting.role, 'writer');
}
