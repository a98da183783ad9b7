/**
 * Admitting somebody to the staff after meeting them: the persona is the one whose digits their own screen shows (protocol.md, section 7).
 * @module
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { isExpelled } from '@obhut/protocol/expulsion.ts';
import { atLeast, type Role } from '@obhut/protocol/kinds.ts';
import { activeMembers, currentEpoch, type SpaceState } from '@obhut/protocol/state.ts';
import type { Place } from '../client.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { memberNamed } from '../plans/replace.ts';
import { spaceOfKind } from './acts.ts';
import type { Device } from './device.ts';
import { personasOf } from './standing.ts';

const roleOf: Record<Place, Role> = { team: 'writer', deputy: 'admin', owner: 'owner', carrier: 'reader' };

/** Twelve digits as somebody typed them, in whatever groups. */
export function areDigitsOf(institution: Bytes, persona: Bytes, typed: string): boolean {
  return confirmDigits(institution, persona) === typed.replaceAll(/\D/gu, '');
}

function stateOf(peer: Peer, space: Bytes): SpaceState {
  const state = peer.institution.replica(space)?.state;
  if (state === null || state === undefined) throw new ClientError('not-allowed');
  return state;
}

/** A deputy may become an owner, who reads along may become either: then only the role changes, by an owner. */
function roleIn(state: SpaceState, persona: Bytes, today: number): Role | null {
  return activeMembers(state, today).find(({ id }) => equalBytes(id, persona))?.role ?? null;
}

export async function admit(device: Device, peer: Peer, person: string, place: Place, digits: string): Promise<void> {
  const { institution } = peer;
  const today = device.parts.clock.today();
  const persona = personasOf(peer, person, today).find((id) => areDigitsOf(institution.id, id, digits));
  if (persona === undefined) throw new ClientError('digits-of-another');
  const known = memberNamed(institution, persona, today);
  const space = place === 'team' ? spaceOfKind(peer, 'team') : institution.leadership;
  const role = roleOf[place];
  const mine = institution.way(stateOf(peer, space), today)?.acting.role ?? null;
  const isOut = isExpelled(stateOf(peer, institution.leadership), [], institution.logs, persona);
  if (known === null || isOut || !atLeast(mine, 'admin') || !atLeast(mine, role)) throw new ClientError('not-allowed');
  const already = roleIn(stateOf(peer, space), persona, today);
  if (already !== null && !atLeast(already, role) && mine !== 'owner') throw new ClientError('not-allowed');
  await peer.prepare(space, 0);
  // Somebody's box for us is missing or wrong: whom we admitted could not read.
  const epoch = currentEpoch(stateOf(peer, space))?.epoch ?? 0;
  if ((institution.replica(space)?.keys.epoch(epoch) ?? null) === null) throw new ApiError('unavailable', 'keys');
  await peer.write((act) => {
    const before = roleIn(act.state(space), persona, today);
    if (before === null) {
      const { id, sign, kem } = known;
      planAdd(act, space, { id, class: 'persona', role, sign, kem, until: null }, null);
    } else if (!atLeast(before, role)) act.record(space, 'role', () => ({ member: persona, role }));
  });
  device.changed();
}
