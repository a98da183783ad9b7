/**
 * The heads of other logs that a space was last read with.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { headIndex } from '@obhut/protocol/state.ts';
import type { Institution } from '../institution.ts';
import type { Shelf } from './shelf.ts';

/** Everything was read as far as it goes: whatever comes later names no older heads than these. */
export async function keepKnownHeads({ replicas }: Institution, shelf: Shelf): Promise<void> {
  const heads = new Map(
    replicas.flatMap(({ state, stopped }) =>
      state === null || stopped !== null || state.level > 1 ? [] : [[toHex(state.space), headIndex(state)] as const],
    ),
  );
  const read = replicas.filter(({ access, stopped }) => access === 'full' && stopped === null);
  const isNew = read.some(
    ({ knownHeads }) =>
      knownHeads.size !== heads.size || [...heads].some(([id, index]) => knownHeads.get(id) !== index),
  );
  if (!isNew) return;
  for (const replica of read) replica.readToEnd(heads);
  await shelf.keepKnownHeads(read.map(({ space }) => ({ space, heads })));
}
