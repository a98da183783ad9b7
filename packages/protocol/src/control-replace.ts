/**
 * Records by which somebody stands in another's place, or in none: replace and expel (protocol.md, sections 5, 7 and 8).
 * @module
 */
import { equalBytes, toHex } from './bytes.ts';
import type { Change, Step } from './control.ts';
import { entryIgnored, isLastOwner, isMember, memberOf, withMember } from './control-members.ts';
import { without } from './expulsion.ts';
import { atLeast } from './kinds.ts';
import { lineOf } from './line.ts';
import { proofContext, type BodyOf } from './records.ts';

/** The new persona has the old one's role and last day, and nothing that the old one has not. */
export function applyReplace({ state, acting, logs, verify }: Step, body: BodyOf<'replace'>): Change {
  const [old] = lineOf(state, body.old, body.day);
  if (old === undefined) return { ignored: 'not-a-member' };
  const member = memberOf(body.member, null);
  if (old.class !== 'persona' || member?.class !== 'persona' || member.sign === null) return { ignored: 'class' };
  const bySelf = equalBytes(old.id, acting.member.id);
  if (!atLeast(acting.role, old.role)) return { ignored: 'above-own-role' };
  if (member.role !== old.role || member.until !== old.until) return { ignored: 'above-own-role' };
  if (isLastOwner(state, old.id, body.day)) return { ignored: 'last-owner' };
  // An id that was ever here is used up, so nobody descends from themselves; but an admin may join two memberships of one person.
  const isJoined = !bySelf && !state.replacements.has(toHex(member.id)) && isMember(state, member.id, body.day);
  if (state.memberships.has(toHex(member.id)) && !isJoined) return { ignored: 'already-a-member' };
  const impossible = entryIgnored({ ...state, day: body.day }, member, body.heads, logs);
  if (impossible !== null) return { ignored: impossible };
  const context = proofContext('replace', state.institution, state.space, body.old, member.id);
  if (bySelf && (body.proof === null || !verify(member.sign, body.proof, context))) return { ignored: 'proof' };
  const left = withMember(state, old.id, null);
  const memberships = withMember({ ...state, memberships: left }, member.id, member);
  const replacements = new Map(state.replacements).set(toHex(member.id), { old: body.old, bySelf });
  return { ok: { memberships, replacements, removedSince: true } };
}

export function applyExpel({ state, acting }: Step, body: BodyOf<'expel'>): Change {
  if (state.kind !== 'leadership') return { ignored: 'class' };
  if (state.expelled.has(toHex(body.persona))) return { ignored: 'expelled' };
  const [member] = lineOf(state, body.persona, body.day);
  if (member !== undefined && !atLeast(acting.role, member.role)) return { ignored: 'above-own-role' };
  if (member !== undefined && isLastOwner(state, member.id, body.day)) return { ignored: 'last-owner' };
  const expelled = new Map(state.expelled).set(toHex(body.persona), state.hashes.length);
  const { memberships, removedSince } = without(state, (id) => equalBytes(id, body.persona));
  return { ok: { expelled, memberships, removedSince } };
}
