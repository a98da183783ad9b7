/**
 * A group of Obhut as its members' own code has it, on a server in memory: nothing is measured but what a device does.
 * @module
 */
import { equalBytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import type { AppendRequest } from '@obhut/protocol/append.ts';
import { foundWith } from '@obhut/sync/engine/device-of.ts';
import { planAdd } from '@obhut/sync/plans/add.ts';
import { newcomer } from '@obhut/sync/testing/forge.ts';
import { World } from '@obhut/sync/testing/world.ts';
import type { Rekeying } from './rekeying.ts';

/** What one member fetches of an append: its records and entries, and the own box. */
function shareOf(request: AppendRequest, member: Uint8Array): number {
  const items = request.parts.flatMap((part) => part.items);
  const own = items.filter((item) => item.kind !== 'box' || equalBytes(item.member, member));
  return encodeCbor(own).byteLength;
}

/** `size`: members before the first removal, the leader among them. Every round one more guardian has left. */
export async function obhutGroup(size: number): Promise<Rekeying> {
  const world = new World();
  const { newDevice } = await foundWith(() => world.transport(), world.clock, world.server.foundingCode());
  const leader = newDevice();
  await leader.refresh();
  const group = await world.group(leader);
  const guardians = Array.from({ length: size - 1 }, () => newcomer(leader));
  await leader.write((act) => {
    for (const guardian of guardians) planAdd(act, group, guardian.entry('reader'), guardian.keys.kem);
  });
  const [first] = guardians;
  if (first === undefined) throw new RangeError('two members at least');
  const reader = world.peer(leader.institution, first.id, first.keys);
  await reader.refresh();
  let epoch = 1;
  return {
    name: 'Obhut',
    rekey: async () => {
      const leaving = guardians.pop();
      if (leaving === undefined) throw new RangeError('nobody is left');
      const { result } = await leader.write((act) => {
        const start = performance.now();
        act.record(group, 'remove', () => ({ member: leaving.id }));
        act.rekey(group, [null]);
        const { request } = act;
        const bytes = encodeCbor(request).byteLength;
        return { ms: performance.now() - start, bytes, readBytes: shareOf(request, first.id) };
      });
      epoch++;
      const start = performance.now();
      await reader.refresh();
      const readMs = performance.now() - start;
      if (reader.institution.replica(group)?.keys.epoch(epoch) == null) throw new Error('the reader got no key');
      return { ...result, readMs };
    },
    stop: () => undefined,
  };
}
