/**
 * Records that change who is in a space: add, remove, role, invite, claim (protocol.md, sections 4, 5 and 7).
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import type { Change, Step } from './control.ts';
import { memberId } from './ids.ts';
import { atLeast, type Role } from './kinds.ts';
import { isExpelled } from './expulsion.ts';
import { lineOf } from './line.ts';
import type { Ignored } from './outcome.ts';
import { proofContext, type BodyOf, type Head, type MemberEntry } from './records.ts';
import { activeMembers, headIndex, memberAt, type Logs, type Member, type SpaceState } from './state.ts';

/** A letter is good for at most this many days. */
const mostInviteDays = 42;

/** Null when the entry has not the fields that its class needs; `grants` is for invites, and for them alone. */
export function memberOf(entry: MemberEntry, grants: Role | null, createdBy: Bytes | null = null): Member | null {
  const { id } = entry;
  if (id === null) return null;
  const keyed = entry.sign !== null && entry.kem !== null;
  if (entry.class === 'space' ? entry.sign !== null || entry.kem !== null : !keyed) return null;
  if ((entry.class === 'invite') !== (grants !== null)) return null;
  return { ...entry, id, grants, createdBy };
}

/** A person who is a direct member of leadership or a team, at the heads that the record names; or such a space itself. */
function isStaff(id: Bytes, heads: readonly Head[], day: number, logs: Logs): boolean {
  return heads.some((head) => {
    const log = logs(head.space);
    if (log === undefined || (log.kind !== 'leadership' && log.kind !== 'team')) return false;
    return equalBytes(log.space, id) || memberAt(log, id, head.index, day)?.class === 'persona';
  });
}

/** What makes an entry impossible here, whoever adds it. */
export function entryIgnored(state: SpaceState, member: Member, heads: readonly Head[], logs: Logs): Ignored | null {
  if (isExpelled(state, heads, logs, member.id)) return 'expelled';
  // Whoever was replaced does not come back beside the one who stands in their place.
  if ([...state.replacements.values()].some(({ old }) => equalBytes(old, member.id))) return 'already-a-member';
  if (state.kind === 'ward/protection' && !isStaff(member.id, heads, state.day, logs)) return 'not-staff';
  if (member.class === 'space') {
    const log = logs(member.id);
    const isNamed = heads.some((head) => equalBytes(head.space, member.id));
    return log === undefined || !isNamed || log.level >= state.level ? 'member-space' : null;
  }
  if (member.class !== 'invite' && member.sign !== null && member.kem !== null) {
    const id = memberId(member.class, state.institution, member.sign, member.kem);
    if (!equalBytes(id, member.id)) return 'id-of-other-key';
  }
  if (member.class === 'kit') return state.kind === 'leadership' && member.role === 'reader' ? null : 'class';
  if (member.class === 'device') return member.role === 'writer' || member.role === 'reader' ? null : 'class';
  return null;
}

export function withMember(state: SpaceState, id: Bytes, member: Member | null): SpaceState['memberships'] {
  const key = toHex(id);
  const changes = state.memberships.get(key) ?? [];
  return new Map(state.memberships).set(key, [...changes, { index: state.hashes.length, member }]);
}

export function isMember(state: SpaceState, id: Bytes, day: number): boolean {
  return memberAt(state, id, headIndex(state), day) !== null;
}

export function applyAdd({ state, acting, logs }: Step, body: BodyOf<'add'>): Change {
  const member = memberOf(body.member, null);
  if (member === null) return { ignored: 'class' };
  if (!atLeast(acting.role, member.role)) return { ignored: 'above-own-role' };
  if (isMember(state, member.id, body.day)) return { ignored: 'already-a-member' };
  const impossible = entryIgnored({ ...state, day: body.day }, member, body.heads, logs);
  if (impossible !== null) return { ignored: impossible };
  return { ok: { memberships: withMember(state, member.id, member) } };
}

/** Only owners who are persons, or spaces of them, keep a space governed. */
export function isLastOwner(state: SpaceState, id: Bytes, day: number): boolean {
  const owners = activeMembers(state, day).filter((member) => member.role === 'owner');
  return owners.length === 1 && owners.every((owner) => equalBytes(owner.id, id));
}

export function applyRemove({ state, acting }: Step, body: BodyOf<'remove'>): Change {
  const [member] = lineOf(state, body.member, body.day);
  if (member === undefined) return { ignored: 'not-a-member' };
  if (!atLeast(acting.role, member.role)) return { ignored: 'above-own-role' };
  if (isLastOwner(state, member.id, body.day)) return { ignored: 'last-owner' };
  return { ok: { memberships: withMember(state, member.id, null), removedSince: true } };
}

export function applyRole({ state }: Step, body: BodyOf<'role'>): Change {
  const member = memberAt(state, body.member, headIndex(state), body.day);
  if (member === null) return { ignored: 'not-a-member' };
  if (member.class !== 'persona' && member.class !== 'space') return { ignored: 'class' };
  if (body.role !== 'owner' && isLastOwner(state, member.id, body.day)) return { ignored: 'last-owner' };
  return { ok: { memberships: withMember(state, member.id, { ...member, role: body.role }) } };
}

/** Where a letter may lead: `everyone`, groups, and its own mailbox. */
const invitedTo: readonly string[] = ['everyone', 'group', 'mailbox'];

export function applyInvite({ state, acting }: Step, body: BodyOf<'invite'>): Change {
  const member = memberOf(body.member, body.grants, acting.member.id);
  if (member === null || member.role !== 'reader') return { ignored: 'class' };
  if (member.until === null || member.until > body.day + mostInviteDays) return { ignored: 'class' };
  if (!invitedTo.includes(state.kind)) return { ignored: 'class' };
  const most = state.kind === 'mailbox' ? 'writer' : 'reader';
  if (!atLeast(most, body.grants)) return { ignored: 'above-own-role' };
  // An id that was ever here is used up: one letter, one claim.
  if (state.memberships.has(toHex(member.id))) return { ignored: 'already-a-member' };
  return { ok: { memberships: withMember(state, member.id, member) } };
}

export function applyClaim({ state, acting, verify }: Step, body: BodyOf<'claim'>): Change {
  const invite = acting.member;
  if (!equalBytes(invite.id, body.invite)) return { ignored: 'right' };
  const member = memberOf(body.member, null);
  if (member === null || member.class !== 'persona' || member.sign === null) return { ignored: 'class' };
  if (invite.grants !== member.role || member.until !== null) return { ignored: 'above-own-role' };
  if (isMember(state, member.id, body.day)) return { ignored: 'already-a-member' };
  const impossible = entryIgnored(state, member, [], () => undefined);
  if (impossible !== null) return { ignored: impossible };
  const context = proofContext('claim', state.institution, state.space, invite.id, member.id);
  if (!verify(member.sign, body.proof, context)) return { ignored: 'proof' };
  const left = withMember(state, invite.id, null);
  const memberships = withMember({ ...state, memberships: left }, member.id, member);
  const claims = new Map(state.claims).set(toHex(invite.id), member.id);
  return { ok: { memberships, claims, claimedSince: true } };
}
