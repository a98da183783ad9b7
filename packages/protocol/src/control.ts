/**
 * The fold of a space's control records. The server runs it without looking at signatures (`unchecked`), every client with them:
 * one code decides who is in a space, and a client's fold can only be narrower than the server's.
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import { MalformedError } from './cbor.ts';
import type { CtxPart } from './ctx.ts';
import { applyRekey, applyKeyring, applyRetire } from './control-epochs.ts';
import { beginSpace } from './control-genesis.ts';
import { applyRecoveryApprove, applyRecoveryExecute, applyRecoveryRequest, applyVeto } from './control-recovery.ts';
import { applyExpel, applyReplace } from './control-replace.ts';
import { applyAdd, applyClaim, applyInvite, applyRemove, applyRole } from './control-members.ts';
import { isExpelled, withoutExpelled } from './expulsion.ts';
import { isBeforeHeads } from './heads.ts';
import type { Ignored, Outcome } from './outcome.ts';
import { controlContext, decodeRecord, UnknownTypeError, type ControlRecord } from './records.ts';
import { actingDirectly, actingThrough, mayWrite, type Acting } from './rights.ts';
import { headHash, headIndex, type Logs, type SpaceState } from './state.ts';

/** Whether an Ed25519 signature over `ctx(label, …)` holds. */
export type Verify = (publicKey: Bytes, signature: Bytes, context: readonly [string, ...CtxPart[]]) => boolean;

/** For the server, which verifies no signature of the control log. */
export const unchecked: Verify = () => true;

/** One record in the light of the state before it. */
export interface Step {
  state: SpaceState;
  record: ControlRecord;
  acting: Acting;
  logs: Logs;
  verify: Verify;
}

/** What a record of one type does to the state; everything that holds for all types has been checked before. */
export type Change = { ok: Partial<SpaceState> } | { ignored: Ignored };

function decode(bytes: Bytes): ControlRecord | 'malformed' | 'unknown-type' {
  try {
    return decodeRecord(bytes);
  } catch (error) {
    if (error instanceof UnknownTypeError) return 'unknown-type';
    if (error instanceof MalformedError) return 'malformed';
    throw error;
  }
}

/** Whether the named heads are those of the logs; a log that is not known so far is waited for. */
function checkHeads(record: ControlRecord, logs: Logs): Outcome | null {
  for (const head of record.body.heads) {
    const log = logs(head.space);
    const known = log?.hashes[head.index];
    if (known === undefined) return { result: 'waiting', for: head.space };
    if (!equalBytes(known, head.hash)) return { result: 'stopped', why: 'wrong-head' };
  }
  return null;
}

/** Leadership's head and each member space's must be named, and none lower than before. */
function headsIgnored(state: SpaceState, record: ControlRecord): Ignored | null {
  const named = new Map(record.body.heads.map((head) => [toHex(head.space), head.index]));
  if (!equalBytes(state.space, state.leadership) && !named.has(toHex(state.leadership))) return 'heads-missing';
  for (const [id, changes] of state.memberships) {
    const member = changes.at(-1)?.member;
    if (member?.class === 'space' && !named.has(id)) return 'heads-missing';
  }
  for (const [id, index] of named) {
    if (index < (state.heads.get(id) ?? 0)) return 'heads-fall';
  }
  return null;
}

function actingIn(
  state: SpaceState,
  signer: Bytes,
  through: Bytes | null,
  throughIndex: number | undefined,
  day: number,
  logs: Logs,
): Acting | null {
  if (through === null) return actingDirectly(state, signer, headIndex(state), day);
  const log = logs(through);
  if (log === undefined || throughIndex === undefined) return null;
  return actingThrough(state, log, throughIndex, signer, headIndex(state), day);
}

function applyByType(step: Step): Change {
  switch (step.record.body.type) {
    case 'genesis':
      return { ignored: 'second-genesis' };
    case 'add':
      return applyAdd(step, step.record.body);
    case 'remove':
      return applyRemove(step, step.record.body);
    case 'role':
      return applyRole(step, step.record.body);
    case 'invite':
      return applyInvite(step, step.record.body);
    case 'claim':
      return applyClaim(step, step.record.body);
    case 'replace':
      return applyReplace(step, step.record.body);
    case 'expel':
      return applyExpel(step, step.record.body);
    case 'recovery-request':
      return applyRecoveryRequest(step, step.record.body);
    case 'recovery-approve':
      return applyRecoveryApprove(step, step.record.body);
    case 'veto':
      return applyVeto(step, step.record.body);
    case 'recovery-execute':
      return applyRecoveryExecute(step, step.record.body);
    case 'rekey':
      return applyRekey(step, step.record.body);
    case 'keyring':
      return applyKeyring(step, step.record.body);
    case 'retire':
      return applyRetire(step, step.record.body);
  }
}

/** Whom a record puts out: oneself is allowed. */
function targetOf(body: ControlRecord['body']): Bytes | null {
  if (body.type === 'remove') return body.member;
  return body.type === 'replace' ? body.old : null;
}

function change(state: SpaceState, record: ControlRecord, logs: Logs, verify: Verify): Change {
  const { body } = record;
  if (body.day < state.day || isBeforeHeads(body, logs)) return { ignored: 'day-falls' };
  if (state.retired !== null && state.retired < body.day) return { ignored: 'retired' };
  const heads = headsIgnored(state, record);
  if (heads !== null) return { ignored: heads };
  const { through } = body;
  const throughIndex = through === null ? undefined : body.heads.find((head) => equalBytes(head.space, through))?.index;
  const acting = actingIn(state, body.signer, through, throughIndex, body.day, logs);
  if (acting === null) return { ignored: 'right' };
  const inner = through === null ? state : (logs(through) ?? state);
  if (isExpelled(state, body.heads, logs, body.signer, inner)) return { ignored: 'expelled' };
  const target = targetOf(body);
  if (!mayWrite(acting, body.type, target)) return { ignored: 'right' };
  const context = controlContext(state.institution, state.space, state.hashes.length, headHash(state), record.bodyHash);
  if (!verify(acting.sign, record.signature, context)) return { ignored: 'signature' };
  return applyByType({ state, record, acting, logs, verify });
}

function named(state: SpaceState, record: ControlRecord): ReadonlyMap<string, number> {
  const heads = new Map(state.heads);
  for (const head of record.body.heads) heads.set(toHex(head.space), head.index);
  return heads;
}

/** The record at the next index of a space. `state`: null for its genesis; `institution`: null for leadership's. */
export function foldRecord(
  space: Bytes,
  state: SpaceState | null,
  bytes: Bytes,
  institution: { id: Bytes; leadership: Bytes } | null,
  logs: Logs,
  verify: Verify,
): Outcome {
  const record = decode(bytes);
  if (typeof record === 'string') return { result: 'stopped', why: record };
  const heads = checkHeads(record, logs);
  if (heads !== null) return heads;
  if (state === null) return beginSpace(space, record, institution, logs, verify);
  const { body } = record;
  const before = withoutExpelled(state, body.heads, logs);
  const changed = change(before, record, logs, verify);
  const hashes = [...state.hashes, record.hash];
  const days = (day: number) => [...state.days, day];
  if ('ignored' in changed)
    return { result: 'ignored', state: { ...state, hashes, days: days(state.day) }, body, why: changed.ignored };
  const { day } = body;
  const applied = { ...before, ...changed.ok, hashes, days: days(day), day, heads: named(state, record) };
  return { result: 'applied', state: applied, body };
}
