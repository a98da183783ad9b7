/**
 * One teacher of the team leaves, and what the team could read is rekeyed: 130 wards' spaces with two guardians each, on a real server.
 * @module
 */
import { foundWith } from '@obhut/sync/engine/device-of.ts';
import { mend } from '@obhut/sync/engine/mend.ts';
import type { Clock, Peer } from '@obhut/sync/engine/peer.ts';
import { planAdd } from '@obhut/sync/plans/add.ts';
import { spaceEntry } from '@obhut/sync/authoring/entries.ts';
import { newcomer } from '@obhut/sync/testing/forge.ts';
import { spaceOf } from '@obhut/sync/testing/world.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { ownCpuSeconds, treeCpuSeconds } from '../cpu.ts';
import { median, rounded } from '../measure.ts';
import { Installed } from '../server-client.ts';

const port = 18_203;
const wards = 130;
const rounds = 5;
const targetMs = 2000;

interface LeavingRow {
  name: string;
  ms: number;
  targetMs: number;
  met: boolean;
  /** CPU seconds a round, of the device and of the server with its database. */
  cpuDevice: number;
  cpuServer: number;
  /** Spaces rekeyed in a round. */
  spaces: number;
  rounds: number;
}

const clock: Clock = { now: () => Date.now(), today: () => Math.floor(Date.now() / 86_400_000) };

/** One append for each ward, as it is when it is made. */
async function makeWards(leader: Peer, team: Uint8Array<ArrayBuffer>): Promise<void> {
  const { leadership } = leader.institution;
  for (let made = 0; made < wards; made++)
    await leader.write((act) => {
      const ward = act.genesis('ward', leadership, [spaceEntry(leadership, 'owner'), spaceEntry(team, 'admin')]);
      act.rekey(ward, [null]);
      for (const guardian of [newcomer(leader), newcomer(leader)])
        planAdd(act, ward, guardian.entry('writer'), guardian.keys.kem);
    });
}

/** Milliseconds until nothing is due any more, and how many spaces it was. */
async function oneLeaves(leader: Peer, team: Uint8Array<ArrayBuffer>): Promise<{ ms: number; spaces: number }> {
  const teacher = newcomer(leader);
  await leader.write((act) => planAdd(act, team, teacher.entry('writer'), teacher.keys.kem));
  const start = performance.now();
  await leader.write((act) => {
    act.record(team, 'remove', () => ({ member: teacher.id }));
    act.rekey(team, [null]);
  });
  let spaces = 0;
  await mend(leader, clock.today(), ({ done }) => {
    spaces = done;
  });
  return { ms: performance.now() - start, spaces };
}

export async function leavingRows(): Promise<LeavingRow[]> {
  const server = await Installed.start(port);
  try {
    const { newDevice } = await foundWith(() => new HttpTransport(server.origin), clock, server.code);
    const leader = newDevice();
    await leader.refresh();
    const team = spaceOf(leader, 'team');
    await makeWards(leader, team);
    await oneLeaves(leader, team);
    const cpu = () => ({ device: ownCpuSeconds(), server: treeCpuSeconds(server.program.pid) });
    const before = cpu();
    const measured: { ms: number; spaces: number }[] = [];
    for (let round = 0; round < rounds; round++) measured.push(await oneLeaves(leader, team));
    const after = cpu();
    const ms = rounded(median(measured.map((each) => each.ms)));
    return [
      {
        name: `one of the team leaves, who was in ${wards} wards' spaces`,
        ms,
        targetMs,
        met: ms <= targetMs,
        cpuDevice: rounded((after.device - before.device) / rounds),
        cpuServer: rounded((after.server - before.server) / rounds),
        spaces: Math.min(...measured.map((each) => each.spaces)),
        rounds,
      },
    ];
  } finally {
    await server.program.stop();
  }
}
