/**
 * What screens are shown of a member's institution.
 * @module
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { newestHead, withoutExpelled } from '@obhut/protocol/expulsion.ts';
import type { Role } from '@obhut/protocol/kinds.ts';
import { activeMembers, headIndex, memberAt } from '@obhut/protocol/state.ts';
import type { Alarm, InstitutionView, SpaceView } from '../client.ts';
import { claimsAtOdds } from '../engine/claims.ts';
import type { Peer } from '../engine/peer.ts';
import { Persons } from '../engine/persons.ts';
import type { Replica } from '../space/replica.ts';
import { kitView } from './recovery-view.ts';

function spaceView(peer: Peer, persons: Persons, replica: Replica, today: number): SpaceView | null {
  const { state } = replica;
  if (state === null) return null;
  const { logs } = peer.institution;
  const members = activeMembers(withoutExpelled(state, newestHead(state, logs), logs), today);
  const ids = (memberClass: 'persona' | 'invite' | 'space' | 'device') =>
    members.filter((member) => member.class === memberClass).map((member) => toHex(member.id));
  const withRole = (wanted: Role) =>
    members.flatMap(({ id, class: of, role }) => (of === 'persona' && role === wanted ? [persons.of(toHex(id))] : []));
  return {
    id: toHex(replica.space),
    kind: state.kind,
    role: peer.institution.way(state, today)?.acting.role ?? null,
    personas: [...new Set(ids('persona').map((id) => persons.of(id)))],
    owners: withRole('owner'),
    readers: withRole('reader'),
    writers: withRole('writer'),
    invites: ids('invite'),
    spaces: ids('space'),
    endsOn: state.retired,
    devices: ids('device'),
    ends: members.flatMap(({ id, class: of, until }) =>
      of === 'persona' && until !== null ? [{ person: persons.of(toHex(id)), day: until }] : [],
    ),
    state: replica.stopped === null ? 'ready' : 'stopped',
  };
}

function standing(peer: Peer, today: number): InstitutionView['standing'] {
  const me = peer.institution.self.id;
  let [isLetter, isCarrier, isDevice] = [false, false, false];
  for (const { state } of peer.institution.replicas) {
    const member = state === null ? null : memberAt(state, me, headIndex(state), today);
    if (member === null || state === null) continue;
    const readsAlong = state.kind === 'leadership' && member.role === 'reader';
    if ((state.kind === 'leadership' && !readsAlong) || state.kind === 'team') return 'staff';
    isCarrier ||= readsAlong || (state.kind === 'everyone' && member.role === 'writer');
    isLetter ||= member.class === 'invite';
    isDevice ||= member.class === 'device';
  }
  if (isCarrier) return 'carrier';
  if (isDevice) return 'device';
  return isLetter ? 'letter' : 'guardian';
}

export function institutionView(peer: Peer, today: number): InstitutionView {
  const persons = Persons.of(peer.institution);
  return {
    id: toHex(peer.institution.id),
    me: persons.of(toHex(peer.institution.self.id)),
    standing: standing(peer, today),
    digits: confirmDigits(peer.institution.id, peer.institution.self.id),
    ...kitView(peer, persons, today),
    foundedOn: peer.institution.logs(peer.institution.leadership)?.days[0] ?? today,
    spaces: peer.institution.replicas.flatMap((replica) => spaceView(peer, persons, replica, today) ?? []),
  };
}

/** Each letter that two have claimed, each space that stopped, and each author whose events, boxes or entries were dropped. */
export function alarmsOf(peer: Peer): Alarm[] {
  const persons = Persons.of(peer.institution);
  const atOdds = claimsAtOdds(peer.institution).map(() => ({ space: null, why: 'claims-at-odds' }));
  const spaces = peer.institution.replicas.flatMap(({ space, stopped, rejected }) => [
    ...(stopped === null ? [] : [{ space: toHex(space), why: stopped, isStop: true as const }]),
    ...rejected.map(({ why, author }) => ({
      space: toHex(space),
      why: `rejected-${why}`,
      who: persons.of(toHex(author)),
    })),
  ]);
  const keys = peer.keyFaults.map(({ space, uploader }) => ({
    space: toHex(space),
    why: 'key',
    who: persons.of(toHex(uploader)),
  }));
  return [...atOdds, ...spaces, ...keys];
}
