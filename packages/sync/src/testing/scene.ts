/**
 * The scene of the attacks: a leader, a group, a guardian in it, and lines to the server that can be made to lie.
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { Peer } from '../engine/peer.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';
import { stateOf } from './forge.ts';
import { utterance, World } from './world.ts';

export interface Scene {
  world: World;
  leader: Peer;
  group: Bytes;
  guardian: Peer;
  /** The guardian's line to the server: honest until it is given lies. */
  line: LyingTransport;
}

export async function scene(): Promise<Scene> {
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  const line = new LyingTransport(world.transport());
  const guardian = await world.claim(await world.reader(leader, await world.letter(leader, [group])), line);
  await leader.say(group, utterance('before'));
  await guardian.refresh();
  return { world, leader, group, guardian, line };
}

/** One more item at the end of what `reader` has of a space, for whoever listens on the line. */
export function injecting(reader: Peer, space: Bytes, item: LogItem): Lies {
  const isIt = (other: Bytes) => equalBytes(other, space);
  const index = item.kind === 'control' ? item.index + 1 : stateOf(reader, space).hashes.length;
  return {
    'space/list': (_request, honest) => ({
      ...honest,
      spaces: honest.spaces.map((head) => (isIt(head.space) ? { ...head, seq: item.seq, index } : head)),
    }),
    'space/log': (request, honest) =>
      isIt(request.space) && request.after < item.seq ? { ...honest, items: [...honest.items, item] } : honest,
  };
}

/** The record as the next item of a space. */
export function asItem(reader: Peer, space: Bytes, record: Bytes): LogItem {
  const seq = (reader.institution.replica(space)?.seq ?? 0) + 1;
  return { kind: 'control', seq, index: stateOf(reader, space).hashes.length, record };
}

/** The newest event of a space, as an honest server has it. */
export async function newestEvent(reader: Peer, space: Bytes): Promise<Extract<LogItem, { kind: 'event' }>> {
  const { items } = await reader.session.call('space/log', { space, after: 0, limit: 1000 });
  const event = items.findLast((item) => item.kind === 'event');
  if (event?.kind !== 'event') throw new Error('no event');
  return event;
}
