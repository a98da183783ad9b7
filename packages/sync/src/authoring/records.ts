/**
 * Making control records: everything that a body says of its surroundings (day, heads, seen, through) comes from the own verified fold.
 * @module
 */
import { signCtx } from '@obhut/crypto/signatures.ts';
import { compareBytes, equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import {
  beforeGenesis,
  controlContext,
  encodeRecord,
  type BodyOf,
  type Head,
  type RecordType,
} from '@obhut/protocol/records.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { SpaceKind } from '@obhut/protocol/kinds.ts';
import { foldRecord, unchecked } from '@obhut/protocol/control.ts';
import { headHash, headIndex, type Logs, type SpaceState } from '@obhut/protocol/state.ts';
import type { Institution } from '../institution.ts';

type Common = 'type' | 'signer' | 'through' | 'day' | 'heads' | 'seen';
/** What is particular to a type; the rest is derived. */
export type Particular<Type extends RecordType> = Omit<BodyOf<Type>, Common>;

/** The heads of leadership and of the given spaces, sorted by id. */
export function headsOf(institution: Institution, own: Bytes | null, spaces: readonly Bytes[], logs: Logs): Head[] {
  const heads = new Map<string, Head>();
  for (const space of [institution.leadership, ...spaces]) {
    const log = own !== null && equalBytes(space, own) ? undefined : logs(space);
    if (log !== undefined) heads.set(toHex(space), { space, index: headIndex(log), hash: headHash(log) });
  }
  return [...heads.values()].sort((a, b) => compareBytes(a.space, b.space));
}

/**
 * In spaces with persons of the staff by name, records name the head of the team of all staff too: by it everyone knows who of them is
 * staff (protocol.md, sections 4 and 5).
 */
export function staffNamedIn(institution: Institution, kind: SpaceKind): Bytes[] {
  if (kind !== 'ward/sensitive' && kind !== 'ward/protection' && kind !== 'conversation') return [];
  const team = institution.staffTeam;
  return team === null ? [] : [team];
}

function sign(institution: Institution, context: ReturnType<typeof controlContext>): Bytes {
  const [label, ...parts] = context;
  return signCtx(institution.self.keys.sign, label, ...parts);
}

/** A record on top of `state`. `logs` may hold states of the same append, ahead of what is stored. */
export function makeRecord(institution: Institution, state: SpaceState, bodyBytes: Bytes): Bytes {
  const context = controlContext(institution.id, state.space, state.hashes.length, headHash(state), hash(bodyBytes));
  return encodeRecord(bodyBytes, sign(institution, context));
}

/** A space's first record, signed as following nothing. `institutionId` is null for leadership's own. */
export function makeGenesis(
  institution: Institution,
  institutionId: Bytes | null,
  space: Bytes,
  bodyBytes: Bytes,
): Bytes {
  return encodeRecord(
    bodyBytes,
    sign(institution, controlContext(institutionId, space, 0, beforeGenesis, hash(bodyBytes))),
  );
}

/** Folds an own record at once, so that what follows in the same append stands on it. Throws if it would have no effect. */
export function foldOwn(
  institution: Institution,
  space: Bytes,
  state: SpaceState | null,
  record: Bytes,
  logs: Logs,
): SpaceState {
  const root = state === null && equalBytes(space, institution.leadership) ? null : institution;
  const outcome = foldRecord(space, state, record, root, logs, unchecked);
  if (outcome.result === 'applied') return outcome.state;
  throw new Error(`own record without effect: ${outcome.result === 'waiting' ? 'heads' : outcome.why}`);
}
