/**
 * What a leader does about others' access through the {@link Client} port: end it, or give it back under new keys.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import { ClientError } from '../failure.ts';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { Persons } from '../engine/persons.ts';
import { memberNamed, planReplace, spacesToReplaceIn } from '../plans/replace.ts';
import type { Device } from './device.ts';

const chunk = 16;

/** Every persona of a person that stands somewhere now. */
export function personasOf(peer: Peer, person: string, today: number): Bytes[] {
  const persons = Persons.of(peer.institution);
  const members = peer.institution.replicas.flatMap(({ state }) => (state === null ? [] : activeMembers(state, today)));
  const found = members.filter((member) => member.class === 'persona' && persons.of(toHex(member.id)) === person);
  return [...new Map(found.map(({ id }) => [toHex(id), id])).values()];
}

/** One record ends it; what was readable is rekeyed after that, here or by whoever of the staff is there first. */
export async function endAccess(device: Device, peer: Peer, person: string): Promise<void> {
  const { leadership } = peer.institution;
  const due = () =>
    personasOf(peer, person, device.parts.clock.today()).filter(
      (id) => peer.institution.logs(leadership)?.expelled.has(toHex(id)) !== true,
    );
  await peer.write((act) => {
    for (const persona of due()) act.record(leadership, 'expel', () => ({ persona }));
  });
  device.changed();
  await mendAll(device, peer);
}

/** Rekeys everything that is due; the screens see how far it is. */
export async function mendAll(device: Device, peer: Peer): Promise<void> {
  try {
    await mend(peer, device.parts.clock.today(), (progress) => device.showMending(progress));
  } finally {
    device.showMending(null);
  }
}

/** `old` and `next` as screens name persons; next has come in by a letter of its own and replaced nobody so far. */
export async function replacePerson(device: Device, peer: Peer, old: string, next: string): Promise<void> {
  const today = device.parts.clock.today();
  const person = memberNamed(peer.institution, fromHex(next), today);
  const [before] = personasOf(peer, old, today);
  if (person?.class !== 'persona' || before === undefined || old === next) throw new ClientError('not-allowed');
  const due = () => spacesToReplaceIn(peer.institution, before, today);
  const total = due().length;
  if (total === 0) throw new ClientError('not-allowed');
  try {
    for (let spaces = due(); spaces.length > 0; spaces = due()) {
      device.showMending({ done: total - spaces.length, total });
      for (const space of spaces.slice(0, chunk)) await peer.prepare(space, 0);
      await peer.write((act) => planReplace(act, spaces.slice(0, chunk), before, person));
    }
  } finally {
    device.showMending(null);
  }
}
