/**
 * What honest people do while others say whatever they like; what they send is exchanged on its way, so that it is nearly right at this very moment.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { decodeCanonical, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { planAdd } from '@obhut/sync/plans/add.ts';
import { newcomer } from '@obhut/sync/testing/forge.ts';
import { utterance } from '@obhut/sync/testing/world.ts';
import type { Meddling } from './draw.ts';
import type { House } from './house.ts';

/** By number: something is said, somebody added, removed or given a role, new keys are made, a letter written, a space retired. */
async function act(house: House, peer: Peer, number: number): Promise<unknown> {
  const open = peer.institution.replicas.filter(({ access, state }) => access === 'full' && state !== null);
  const replica = open[Math.floor(number / 8) % Math.max(1, open.length)];
  if (replica?.state == null) return undefined;
  const { space, state } = replica;
  const members = activeMembers(state, house.day);
  const member = members[number % Math.max(1, members.length)]?.id ?? space;
  switch (number % 8) {
    case 0: {
      const who = newcomer(peer);
      return peer.write((act) => planAdd(act, space, who.entry('reader'), who.keys.kem));
    }
    case 1:
      return peer.write((act) => act.record(space, 'remove', () => ({ member })));
    case 2:
      return peer.write((act) => act.rekey(space, [null]));
    case 3:
      return house.letter(peer, []);
    case 4:
      return peer.write((act) => act.record(space, 'role', () => ({ member, role: 'writer' as const })));
    case 5:
      return peer.session.call('blob/begin', {
        space,
        blob: utterance('').id,
        expiry: 0,
        size: 9,
        hash: new Uint8Array(32),
      });
    default:
      return peer.say(space, utterance(`said by ${toHex(peer.institution.self.id)}`));
  }
}

/** In the first space that takes their word. */
async function sayAnywhere(peer: Peer): Promise<void> {
  for (const { space, access } of peer.institution.replicas) {
    if (access === 'full' && (await isDone(() => peer.say(space, utterance('said'))))) return;
  }
}

async function isDone(what: () => Promise<unknown>): Promise<boolean> {
  try {
    await what();
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** What of it is exchanged. */
const exchanged: ReadonlySet<string> = new Set(['append', 'blob/begin']);

/** By the server, or by the client itself: for want of a right, or of a key that a changed request has not brought. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ApiError || error instanceof ClientError) return true;
  return error instanceof Error && error.message.startsWith('own record without effect');
}

/** Null, or what no client should ever meet. */
export async function meddle(house: House, { act: number, person, change }: Meddling): Promise<string | null> {
  const self = house.people[person]?.peer.institution.self;
  if (self === undefined) return null;
  const line = house.transport();
  // A device of its own: it will not find what it believes it has said.
  const peer = house.peer(house.leader.institution, self.id, self.keys, line);
  try {
    await peer.refresh();
    line.meddle = (name, body) => (exchanged.has(name) ? encodeCbor(change(decodeCanonical(body))) : body);
    if (!(await isDone(() => act(house, peer, number)))) await sayAnywhere(peer);
  } catch (error) {
    if (error instanceof ApiError) return null;
    return `a client has failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  return null;
}
