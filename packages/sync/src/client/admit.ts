/**
 * Admitting somebody to the staff after meeting them: the persona is the one whose digits their own screen shows (protocol.md, section 7).
 * @module
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { isExpelled } from '@obhut/protocol/expulsion.ts';
import { atLeast, type Role } from '@obhut/protocol/kinds.ts';
import { activeMembers, currentEpoch, type Member, type SpaceState } from '@obhut/protocol/state.ts';
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

/** The persona of a person who stands there: the one whose digits were typed, and no other. */
function metPersona(peer: Peer, person: string, digits: string, today: number): Member {
  const { institution } = peer;
  const persona = personasOf(peer, person, today).find((id) => areDigitsOf(institution.id, id, digits));
  if (persona === undefined) throw new ClientError('digits-of-another');
  const known = memberNamed(institution, persona, today);
  const isOut = isExpelled(stateOf(peer, institution.leadership), [], institution.logs, persona);
  if (known === null || isOut) throw new ClientError('not-allowed');
  return known;
}

/** Makes sure that one may admit to a space with this role, and that whoever is admitted will be able to read. */
export async function prepareToAdmit(peer: Peer, space: Bytes, role: Role, today: number): Promise<void> {
  const { institution } = peer;
  const mine = institution.way(stateOf(peer, space), today)?.acting.role ?? null;
  if (!atLeast(mine, 'admin') || !atLeast(mine, role)) throw new ClientError('not-allowed');
  await peer.prepare(space, 0);
  // Somebody's box for us is missing or wrong: whom we admitted could not read.
  const epoch = currentEpoch(stateOf(peer, space))?.epoch ?? 0;
  if ((institution.replica(space)?.keys.epoch(epoch) ?? null) === null) throw new ApiError('unavailable', 'keys');
}

export async function admit(device: Device, peer: Peer, person: string, place: Place, digits: string): Promise<void> {
  const today = device.parts.clock.today();
  const { id: persona, sign, kem } = metPersona(peer, person, digits, today);
  const space = place === 'team' ? spaceOfKind(peer, 'team') : peer.institution.leadership;
  const role = roleOf[place];
  const already = roleIn(stateOf(peer, space), persona, today);
  const mine = peer.institution.way(stateOf(peer, space), today)?.acting.role;
  if (already !== null && !atLeast(already, role) && mine !== 'owner') throw new ClientError('not-allowed');
  await prepareToAdmit(peer, space, role, today);
  await peer.write((act) => {
    const before = roleIn(act.state(space), persona, today);
    if (before === null) {
      planAdd(act, space, { id: persona, class: 'persona', role, sign, kem, until: null }, null);
    } else if (!atLeast(before, role)) act.record(space, 'role', () => ({ member: persona, role }));
  });
  device.changed();
}

/** `until`: the last UTC day. Whoever is in already stays as they are. */
export async function admitHelper(
  device: Device,
  peer: Peer,
  { person, day, until, digits }: { person: string; day: Bytes; until: number; digits: string },
): Promise<void> {
  const today = device.parts.clock.today();
  const { id, sign, kem } = metPersona(peer, person, digits, today);
  if (stateOf(peer, day).kind !== 'day' || until < today) throw new ClientError('not-allowed');
  await prepareToAdmit(peer, day, 'writer', today);
  await peer.write((act) => {
    if (roleIn(act.state(day), id, today) !== null) return;
    planAdd(act, day, { id, class: 'persona', role: 'writer', sign, kem, until }, null);
  });
  device.changed();
}
