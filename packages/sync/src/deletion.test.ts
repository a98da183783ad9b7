/**
 * Deleting commutes with folding: whatever was deleted, and in whatever order the keys come, what is folded is what is left.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ModelFolder, type AnyModel } from './engine/fold-models.ts';
import type { Peer } from './engine/peer.ts';
import { stops, texts, utterance, World } from './testing/world.ts';
import { LyingTransport } from './transport/lying.ts';

beforeAll(cryptoReady);

/** Ids of what was said, in order. */
const said: AnyModel = {
  name: 'said',
  empty: [],
  types: ['note/said@1'],
  fold: (state, fact) => ({ result: 'applied', state: [...(Array.isArray(state) ? state.map(String) : []), fact.id] }),
  expire: (state) => state,
};

const step = fc.record({
  /** Which of the events so far is deleted after this one; beyond them: none. */
  deletes: fc.nat(6),
  /** A new epoch, and with it another key, comes before it. */
  rekeys: fc.boolean(),
  /** The server drops what was deleted. */
  drops: fc.boolean(),
});

async function folded(peer: Peer, group: Bytes, folder: ModelFolder): Promise<unknown> {
  await peer.refresh();
  const replica = peer.institution.replica(group);
  if (replica !== undefined) folder.update(replica, 20_000);
  const all = folder.states().get('said')?.get(toHex(group));
  // The first is the group’s own.
  return Array.isArray(all) ? all.slice(1) : all;
}

test('what was deleted is folded nowhere, whenever it and its deletion came to be read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.boolean()),
      async (steps, chance) => {
        const world = new World();
        const leader = await world.found();
        const group = await world.group(leader);
        const line = new LyingTransport(world.transport());
        const { self } = leader.institution;
        const late = world.peer(leader.institution, self.id, self.keys, line);
        // The late reader gets a part of the keys at each turn, and all in the end.
        const some = <Row>(rows: Row[]) => rows.filter(() => chance.next().value === true);
        line.lies = {
          'space/entries': ({ space }, honest) =>
            equalBytes(space, group) ? { entries: some(honest.entries) } : honest,
        };
        const folder = new ModelFolder([said]);
        let alive: { id: string; seq: number }[] = [];
        for (const { deletes, rekeys, drops } of steps) {
          if (rekeys) await leader.write((act) => act.rekey(group, [null]));
          const one = utterance('one');
          await leader.say(group, one);
          alive.push({ id: toHex(one.id), seq: leader.institution.replica(group)?.seq ?? 0 });
          const gone = alive[deletes];
          if (gone !== undefined) {
            const body = { seq: gone.seq, event: gone.id, blobs: [] };
            await leader.say(group, {
              ...utterance(''),
              id: deletionId(group, gone.seq),
              type: 'event/deleted@1',
              body,
            });
            if (drops) await leader.session.call('event/delete', { space: group, seq: gone.seq, blobs: [] });
            alive = alive.filter(({ id }) => id !== gone.id);
          }
          await folded(late, group, folder);
        }
        line.lies = {};
        const left = alive.map(({ id }) => id);
        expect(await folded(late, group, folder)).toEqual(left);
        expect(texts(leader, group)).toHaveLength(left.length + 1);
        expect(stops(late)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});
