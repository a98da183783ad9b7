/**
 * The server's clock jumps, ahead and back, and somebody's device has a wrong one.
 * @module
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ApiError } from '@obhut/protocol/errors.ts';
import { utteranceOf } from '@obhut/sync/engine/device-of.ts';
import { planAudience } from '@obhut/sync/plans/audience.ts';
import { clock } from '../member.ts';
import { must, type Fault } from './fault.ts';
import { withStand, type Stand } from './stand.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Beyond the life of a session; beyond what a record's day may differ; years. And back each time, once to before the start. */
const jumps = {
  short: [13 * hourMs, 0, 1000 * dayMs, 0, -1000 * dayMs, 0],
  long: [hourMs, 0, 13 * hourMs, 0, 3 * dayMs, 0, 1000 * dayMs, 0, -1000 * dayMs, 0, -hourMs, 0],
};
const recoveryMs = 180_000;

async function jump({ server, load }: Stand, file: string, aheadMs: number): Promise<void> {
  writeFileSync(file, String(aheadMs));
  process.kill(server.pid ?? 0, 'SIGUSR2');
  await server.printed(`clock: ${aheadMs}\n`);
  await load.grows(20, recoveryMs, `nobody can write when the server's clock is ${aheadMs} ms ahead`);
}

/** Three days ahead it reads everything and says something; what carries its day is refused, and the reason named. */
async function deviceAhead(stand: Stand): Promise<void> {
  const wrong = { now: () => clock.now() + 3 * dayMs, today: () => clock.today() + 3 };
  const device = stand.founder.newDevice(wrong);
  await device.refresh();
  const [space] = stand.founder.groups;
  const team = device.institution.replicas.find(({ state }) => state?.kind === 'team')?.space;
  if (space === undefined || team === undefined) throw new Error('no group and no team');
  must(
    await device.say(space, utteranceOf('from the day after tomorrow', wrong.now())),
    'a device that is ahead cannot say anything',
  );
  const refusal: unknown = await device
    .write((act) => planAudience(act, 'group', team, []))
    .then(
      () => null,
      (error: unknown) => error,
    );
  const isNamed = refusal instanceof ApiError && refusal.detail === 'day';
  must(isNamed, `a record of a day that is not today is answered by ${String(refusal)}`);
}

/** What ends until then is there; the load's own words are counted afterwards. */
async function startedAhead({ server }: Stand): Promise<void> {
  await server.stop();
  server.preload = null;
  server.aheadMs = 1000 * dayMs;
  await server.start();
  await server.printed('nothing is deleted');
  await server.stop();
  server.aheadMs = 0;
  await server.start();
}

export const clockJumps: Fault = {
  name: 'clock-jumps',
  holds:
    'whatever the server’s clock says, people go on writing in order, and nothing is lost; a device with a wrong clock is told so',
  async run(round) {
    return withStand(round, {}, async (stand) => {
      const { server } = stand;
      const file = path.join(server.dataDir, 'clock');
      server.preload = pathToFileURL(path.join(import.meta.dirname, 'moved-clock.ts')).href;
      server.settings = { FAULTS_CLOCK: file };
      await stand.populate();
      const due = round.isShort ? jumps.short : jumps.long;
      for (const aheadMs of due) await jump(stand, file, aheadMs);
      await deviceAhead(stand);
      await startedAhead(stand);
      return { ...(await stand.count()), jumps: due.length };
    });
  },
};
