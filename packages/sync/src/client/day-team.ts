/**
 * What leads a day team does through the {@link Client} port: makes it, takes a shared tablet into it, and ends a membership of it.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { atLeast } from '@obhut/protocol/kinds.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { MetDevice } from '../account/pairing.ts';
import type { NewSpaceDraft } from '../client.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { Persons } from '../engine/persons.ts';
import { planAdd } from '../plans/add.ts';
import { planDayTeam } from '../plans/day-team.ts';
import { utteranceOf } from './acts.ts';
import { prepareToAdmit } from './admit.ts';
import type { Device } from './device.ts';
import { mendAll } from './standing.ts';

export async function createDayTeam(device: Device, peer: Peer, facts: readonly NewSpaceDraft[]): Promise<string> {
  const { institution } = peer;
  const { clock } = device.parts;
  const leadership = institution.logs(institution.leadership);
  const role = leadership === undefined ? null : institution.way(leadership, clock.today())?.acting.role;
  if (role !== 'owner') throw new ClientError('not-allowed');
  const utterances = facts.map((draft) => utteranceOf(draft, clock.now()));
  const { result } = await peer.write((act) => planDayTeam(act, utterances));
  device.changed();
  return toHex(result);
}

/** As far as one may end or begin memberships of it. */
function dayTeamOf(device: Device, peer: Peer, dayHex: string): Bytes {
  const day = fromHex(dayHex);
  const state = peer.institution.logs(day);
  const role =
    state === undefined ? null : (peer.institution.way(state, device.parts.clock.today())?.acting.role ?? null);
  if (state?.kind !== 'day' || !atLeast(role, 'admin')) throw new ClientError('not-allowed');
  return day;
}

/** The tablet joins, once, and reads from now on. Returns its id. */
export async function admitTablet(
  device: Device,
  peer: Peer,
  dayHex: string,
  { sign, kem }: MetDevice,
): Promise<Bytes> {
  const day = dayTeamOf(device, peer, dayHex);
  const id = memberId('device', peer.institution.id, sign, kem.hash);
  await prepareToAdmit(peer, day, 'writer', device.parts.clock.today());
  await peer.write((act) => {
    if (activeMembers(act.state(day), act.today).some((member) => toHex(member.id) === toHex(id))) return;
    planAdd(act, day, { id, class: 'device', role: 'writer', sign, kem: kem.hash, until: null }, kem);
  });
  device.changed();
  return id;
}

/** `memberHex`: as the screens name them. */
export async function removeFromDay(device: Device, peer: Peer, dayHex: string, memberHex: string): Promise<void> {
  const day = dayTeamOf(device, peer, dayHex);
  await peer.prepare(day, 0);
  await peer.write((act) => {
    const persons = Persons.of(peer.institution);
    const gone = activeMembers(act.state(day), act.today).filter(({ id }) => persons.of(toHex(id)) === memberHex);
    for (const { id: member } of gone) act.record(day, 'remove', () => ({ member }));
    if (gone.length > 0) act.rekey(day, [null]);
  });
  device.changed();
  await mendAll(device, peer);
}
