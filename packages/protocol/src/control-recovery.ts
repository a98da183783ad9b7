/**
 * The way back for an institution that has lost its owners: the kit in the safe asks for a new one, and gets it after days without a veto,
 * or sooner by a second person (protocol.md, section 8).
 * @module
 */
import { equalBytes } from './bytes.ts';
import type { Change, Step } from './control.ts';
import { entryIgnored, isMember, memberOf, withMember } from './control-members.ts';
import { proofContext, type BodyOf } from './records.ts';

/** An execution without approval is good from this many days after the request. */
export const recoveryDays = 4;

export function applyRecoveryRequest({ state, acting, logs, verify }: Step, body: BodyOf<'recovery-request'>): Change {
  const member = memberOf(body.member, null);
  if (member === null || member.sign === null || member.role !== 'owner' || member.until !== null)
    return { ignored: 'class' };
  if (isMember(state, member.id, body.day)) return { ignored: 'already-a-member' };
  const impossible = entryIgnored({ ...state, day: body.day }, member, body.heads, logs);
  if (impossible !== null) return { ignored: impossible };
  const kit = acting.member.id;
  const context = proofContext('recovery-request', state.institution, state.space, kit, member.id);
  if (!verify(member.sign, body.proof, context)) return { ignored: 'proof' };
  const recovery = { index: state.hashes.length, day: body.day, kit, member, approved: false };
  return { ok: { recovery } };
}

export function applyRecoveryApprove({ state }: Step, body: BodyOf<'recovery-approve'>): Change {
  if (state.recovery?.index !== body.request) return { ignored: 'recovery' };
  return { ok: { recovery: { ...state.recovery, approved: true } } };
}

export function applyVeto({ state }: Step, body: BodyOf<'veto'>): Change {
  if (state.recovery?.index !== body.request) return { ignored: 'recovery' };
  return { ok: { recovery: null } };
}

/** The kit is used up with it: the new owner makes another. */
export function applyRecoveryExecute({ state, acting }: Step, body: BodyOf<'recovery-execute'>): Change {
  const { recovery } = state;
  if (recovery?.index !== body.request || !equalBytes(recovery.kit, acting.member.id)) return { ignored: 'recovery' };
  if (!recovery.approved && body.day < recovery.day + recoveryDays) return { ignored: 'recovery' };
  if (isMember(state, recovery.member.id, body.day)) return { ignored: 'already-a-member' };
  const left = withMember(state, recovery.kit, null);
  const memberships = withMember({ ...state, memberships: left }, recovery.member.id, recovery.member);
  const recovered = [...state.recovered, { day: body.day, persona: recovery.member.id }];
  return { ok: { memberships, recovery: null, recovered, removedSince: true } };
}
