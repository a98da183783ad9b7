/**
 * A teacher leaves who was in the spaces of 130 wards, on the real server: the first device is closed in the middle, another goes on.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spaceEntry } from '@obhut/sync/authoring/entries.ts';
import { foundWith, utteranceOf } from '@obhut/sync/engine/device-of.ts';
import { mend, spacesToMend } from '@obhut/sync/engine/mend.ts';
import { Peer } from '@obhut/sync/engine/peer.ts';
import { planAdd } from '@obhut/sync/plans/add.ts';
import { MemoryStore } from '@obhut/sync/store/memory.ts';
import { newcomer, stateOf } from '@obhut/sync/testing/forge.ts';
import { rejections, spaceOf, stops, texts } from '@obhut/sync/testing/world.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { afterEach, expect, test } from 'vitest';
import { clock } from './member.ts';
import { ServerProcess } from './server-process.ts';

type Space = Peer['institution']['leadership'];

const wardCount = 130;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function startServer(): Promise<ServerProcess> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-leaving-'));
  const server = new ServerProcess(dataDir, 30_000 + (process.pid % 10_000));
  ends.push(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });
  await server.start();
  return server;
}

/** Each with one guardian, who writes. */
async function makeWards(leader: Peer, team: Space): Promise<Space[]> {
  const { leadership } = leader.institution;
  const { result } = await leader.write((act) =>
    Array.from({ length: wardCount }, () => {
      const ward = act.genesis('ward', leadership, [spaceEntry(leadership, 'owner'), spaceEntry(team, 'admin')]);
      act.rekey(ward, [null]);
      const guardian = newcomer(leader);
      planAdd(act, ward, guardian.entry('writer'), guardian.keys.kem);
      return ward;
    }),
  );
  return result;
}

const epochs = (peer: Peer, spaces: readonly Space[]) => spaces.map((space) => stateOf(peer, space).epochs.length);

test('closed in the middle, another device goes on, and the teacher reads nothing more', async () => {
  const server = await startServer();
  const line = () => new HttpTransport(server.origin);
  const { newDevice } = await foundWith(line, clock, await server.foundingCode());
  const leader = newDevice();
  await leader.refresh();
  const team = spaceOf(leader, 'team');
  const wards = await makeWards(leader, team);
  const who = newcomer(leader);
  await leader.write((act) => planAdd(act, team, who.entry('writer'), who.keys.kem));
  const self = { id: who.id, keys: who.keys };
  const teacher = new Peer(
    leader.institution.id,
    leader.institution.leadership,
    self,
    line(),
    new MemoryStore(),
    clock,
  );
  await teacher.refresh();
  const [ward] = wards;
  if (ward === undefined) throw new Error('no ward');
  await teacher.say(ward, utteranceOf('by the teacher', clock.now()));
  await leader.refresh();

  await leader.write((act) => {
    act.record(team, 'remove', () => ({ member: who.id }));
    act.rekey(team, [null]);
  });
  const closing = mend(leader, clock.today(), ({ done }) => {
    if (done > 0) throw new Error('the tab was closed');
  });
  await expect(closing).rejects.toThrow('the tab was closed');

  const another = newDevice();
  await another.refresh();
  const left = spacesToMend(another, clock.today());
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(wardCount);
  await mend(another, clock.today(), () => undefined);
  expect(spacesToMend(another, clock.today())).toBe(0);
  expect(new Set(epochs(another, wards))).toEqual(new Set([2]));

  await another.say(ward, utteranceOf('after they left', clock.now()));
  expect((await teacher.session.call('space/list', {})).spaces).toEqual([]);
  expect(texts(teacher, ward)).toEqual(['by the teacher']);
  await leader.refresh();
  expect(texts(leader, ward)).toEqual(['by the teacher', 'after they left']);
  expect([leader, another].flatMap((peer) => [...stops(peer), ...rejections(peer)])).toEqual([]);
});
