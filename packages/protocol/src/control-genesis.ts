/**
 * How a space begins: leadership's genesis makes the institution, every other one is written by staff (protocol.md, sections 4 and 5).
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import type { Verify } from './control.ts';
import { isBeforeHeads } from './heads.ts';
import { entryIgnored, memberOf } from './control-members.ts';
import { isExpelled } from './expulsion.ts';
import { institutionId, memberId, spaceId } from './ids.ts';
import { atLeast, levelOf } from './kinds.ts';
import type { Outcome } from './outcome.ts';
import { beforeGenesis, controlContext, type BodyOf, type ControlRecord, type MemberEntry } from './records.ts';
import { actingDirectly } from './rights.ts';
import type { Logs, Member, SpaceState } from './state.ts';

const stopped: Outcome = { result: 'stopped', why: 'genesis' };

function initial(
  space: Bytes,
  record: ControlRecord,
  body: BodyOf<'genesis'>,
  { id: institution, leadership }: { id: Bytes; leadership: Bytes },
  members: readonly Member[],
): SpaceState {
  return {
    institution,
    leadership,
    space,
    kind: body.kind,
    level: levelOf[body.kind],
    hashes: [record.hash],
    days: [body.day],
    day: body.day,
    heads: new Map(body.heads.map((head) => [toHex(head.space), head.index])),
    memberships: new Map(members.map((member) => [toHex(member.id), [{ index: 0, member }]])),
    epochs: [],
    buckets: new Map(),
    replacements: new Map(),
    claims: new Map(),
    expelled: new Map(),
    recovery: null,
    recovered: [],
    removedSince: false,
    claimedSince: false,
    retired: null,
  };
}

/** In leadership's genesis members appear by their keys: the ids follow. */
function rootMember(institution: Bytes, entry: MemberEntry): Member | null {
  if (entry.id !== null || entry.sign === null || entry.kem === null) return null;
  if (entry.class !== 'persona' && entry.class !== 'kit') return null;
  if (entry.class === 'kit' && entry.role !== 'reader') return null;
  return { ...entry, id: memberId(entry.class, institution, entry.sign, entry.kem), grants: null, createdBy: null };
}

function beginInstitution(space: Bytes, record: ControlRecord, body: BodyOf<'genesis'>, verify: Verify): Outcome {
  if (!equalBytes(spaceId(null, record.bodyBytes), space)) return { result: 'stopped', why: 'wrong-space' };
  if (body.kind !== 'leadership') return stopped;
  const institution = institutionId(record.bodyBytes);
  const members: Member[] = [];
  for (const entry of body.members) {
    const member = rootMember(institution, entry);
    if (member === null || members.some((other) => equalBytes(other.id, member.id))) return stopped;
    members.push(member);
  }
  const founder = members.find((member) => member.sign !== null && equalBytes(member.sign, body.signer));
  if (founder?.class !== 'persona' || founder.role !== 'owner') return stopped;
  const context = controlContext(null, space, 0, beforeGenesis, record.bodyHash);
  if (!verify(body.signer, record.signature, context)) return stopped;
  const state = initial(space, record, body, { id: institution, leadership: space }, members);
  return { result: 'applied', state, body };
}

/** Genesis of level ≤ 1: an owner of leadership. Of level 2: a writer of leadership or a team, named as `through`. */
function founderKey(body: BodyOf<'genesis'>, institution: { leadership: Bytes }, logs: Logs): Bytes | null {
  const { through } = body;
  const head = body.heads.find((named) => through !== null && equalBytes(named.space, through));
  const log = head === undefined ? undefined : logs(head.space);
  if (head === undefined || log === undefined) return null;
  const acting = actingDirectly(log, body.signer, head.index, body.day);
  if (acting === null || acting.member.class !== 'persona') return null;
  const inLeadership = equalBytes(log.space, institution.leadership);
  if (levelOf[body.kind] <= 1) return inLeadership && acting.role === 'owner' ? acting.sign : null;
  if (!inLeadership && log.kind !== 'team') return null;
  return atLeast(acting.role, 'writer') ? acting.sign : null;
}

function begin(
  space: Bytes,
  record: ControlRecord,
  body: BodyOf<'genesis'>,
  institution: { id: Bytes; leadership: Bytes },
  logs: Logs,
  verify: Verify,
): Outcome {
  if (!equalBytes(spaceId(institution.id, record.bodyBytes), space)) return { result: 'stopped', why: 'wrong-space' };
  if (isBeforeHeads(body, logs)) return stopped;
  const key = founderKey(body, institution, logs);
  if (key === null) return stopped;
  const empty = initial(space, record, body, institution, []);
  const through = logs(body.through ?? institution.leadership);
  if (isExpelled(empty, body.heads, logs, body.signer, through)) return stopped;
  if (!verify(key, record.signature, controlContext(institution.id, space, 0, beforeGenesis, record.bodyHash)))
    return stopped;
  const members: Member[] = [];
  for (const entry of body.members) {
    const member = memberOf(entry, null);
    if (member === null || entryIgnored(empty, member, body.heads, logs) !== null) return stopped;
    if (members.some((other) => equalBytes(other.id, member.id))) return stopped;
    members.push(member);
  }
  // So there is no second leadership either: the first is no member of a space of its own level.
  const leads = members.some((member) => equalBytes(member.id, institution.leadership) && member.role === 'owner');
  if (!leads && body.kind !== 'conversation') return stopped;
  if (!body.heads.some((head) => equalBytes(head.space, institution.leadership))) return stopped;
  return { result: 'applied', state: initial(space, record, body, institution, members), body };
}

export function beginSpace(
  space: Bytes,
  record: ControlRecord,
  institution: { id: Bytes; leadership: Bytes } | null,
  logs: Logs,
  verify: Verify,
): Outcome {
  const { body } = record;
  if (body.type !== 'genesis') return stopped;
  if (institution === null || equalBytes(institution.leadership, space))
    return beginInstitution(space, record, body, verify);
  return begin(space, record, body, institution, logs, verify);
}
