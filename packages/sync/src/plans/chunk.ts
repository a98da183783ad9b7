/**
 * How much of a plan goes into one append, and what must be fresh before it does.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import type { Peer } from '../engine/peer.ts';
import { isFresh } from '../engine/prepare.ts';
import type { PlanStep, SpaceRef } from './plan.ts';
import { audiencesOf, spaceMade, type Undertaking } from './steps.ts';

/** So many spaces are written in one append: a conflict in one of them costs no more than that. */
const most = 32;

function weight(step: PlanStep): number {
  return step.do === 'letter' ? step.groups.length + 2 : 1;
}

/** The next steps from `done` on; what is said into a space that exists is said alone. */
export function nextSteps(steps: readonly PlanStep[], done: number): PlanStep[] {
  const chunk: PlanStep[] = [];
  let sum = 0;
  for (const step of steps.slice(done)) {
    sum += weight(step);
    if (chunk.length > 0 && (sum > most || step.do === 'say')) break;
    chunk.push(step);
    if (step.do === 'say') break;
  }
  return chunk;
}

function refsOf(step: PlanStep): SpaceRef[] {
  if (step.do === 'make') return step.day === null ? step.teams : [...step.teams, step.day];
  if (step.do === 'lead') return [step.team, step.space];
  if (step.do === 'join') return [step.day, step.space];
  return step.do === 'letter' ? [step.team] : [step.space];
}

function unique(spaces: readonly Bytes[]): Bytes[] {
  return [...new Map(spaces.map((space) => [toHex(space), space])).values()];
}

/** Existing spaces whose key is handed on by these steps, or to which something is sealed; each once. */
function touched(peer: Peer, of: Undertaking, steps: readonly PlanStep[]): { inner: Bytes[]; outer: Bytes[] } {
  const { institution } = peer;
  const known = (ref: SpaceRef) =>
    'space' in ref ? fromHex(ref.space) : (spaceMade(institution, of.plan, ref.made) ?? []);
  const spaces = steps.flatMap((step) => (step.do === 'retire' ? [] : refsOf(step).flatMap(known)));
  const isMade = (ref: SpaceRef) => 'made' in ref && spaceMade(institution, of.plan, ref.made) === null;
  const audiences = steps.flatMap((step) =>
    step.do === 'letter'
      ? audiencesOf(institution, of, { ...step, groups: step.groups.filter((ref) => !isMade(ref)) })
      : [],
  );
  const inner = steps.some((step) => step.do === 'make' || step.do === 'letter') ? [institution.leadership] : [];
  return { inner, outer: unique([...spaces, ...audiences]) };
}

/** Whoever was removed from an inner space would read what is sealed to its old epoch. */
async function demandFresh(peer: Peer, space: Bytes, today: number): Promise<void> {
  const replica = peer.institution.replica(space);
  if (replica?.state == null) throw new ApiError('not-found');
  const role = peer.institution.way(replica.state, today)?.acting.role ?? null;
  if (isFresh(peer, replica, today)) return;
  // Somebody who may has to rekey it first; their clients do so by themselves.
  if (!atLeast(role, 'writer')) throw new ApiError('unavailable', 'keys');
  await peer.prepare(space, 0);
}

/** Rekeys what is stale of what these steps stand on, inner spaces first. Rejects as `unavailable` where a key is missing for that. */
export async function makeReady(peer: Peer, of: Undertaking, steps: readonly PlanStep[], today: number): Promise<void> {
  const { inner, outer } = touched(peer, of, steps);
  for (const space of inner) await demandFresh(peer, space, today);
  for (const space of outer) await demandFresh(peer, space, today);
  for (const step of steps) {
    if (!('space' in step) || step.do === 'say' || step.do === 'retire') continue;
    const replica = 'space' in step.space ? peer.institution.replica(fromHex(step.space.space)) : undefined;
    const epoch = replica?.state == null ? undefined : currentEpoch(replica.state)?.epoch;
    // Whom one would add could not read, and whoever stays would lose what one does not have.
    if (epoch !== undefined && replica?.keys.epoch(epoch) === null) throw new ApiError('unavailable', 'keys');
  }
}
