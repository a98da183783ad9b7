/**
 * `npm run crash`: the server, its database, or both are killed with -9 while several devices of real clients write. Afterwards what was
 * acknowledged is there, nothing is there twice, and a device that knows nothing verifies every chain. `ROUNDS` says how often (20).
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { utteranceOf } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { isUnreachable } from '@obhut/sync/engine/unreachable.ts';
import { clock, foundInstitution, type Founder } from './member.ts';
import { ServerProcess } from './server-process.ts';

const rounds = Number(process.env['ROUNDS'] ?? 20);
const writers = 6;
/** A server that has not come back by then does not come back. */
const recoveryMs = 60_000;

interface Said {
  space: Uint8Array;
  id: string;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Says one thing after another until told to stop; what the server acknowledged goes into `said`. */
async function write(peer: Peer, space: Uint8Array<ArrayBuffer>, said: Said[], isOver: () => boolean): Promise<void> {
  await peer.refresh();
  while (!isOver()) {
    const utterance = utteranceOf(`text ${said.length}`, clock.now());
    for (let stands = false; !stands && !isOver();) {
      try {
        stands = await peer.say(space, utterance);
        if (!stands) throw new Error('a space stopped');
        said.push({ space, id: hexOf(utterance.id) });
      } catch (error) {
        // The server is being killed: the same utterance is said again until it stands.
        if (!isUnreachable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    }
  }
}

async function check(founder: Founder, said: readonly Said[]): Promise<{ events: number }> {
  const fresh = founder.newDevice();
  await fresh.refresh();
  const stopped = fresh.institution.replicas.filter(
    (replica) => replica.stopped !== null || replica.rejected.length > 0,
  );
  if (stopped.length > 0) throw new Error(`spaces that do not verify: ${stopped.length}`);
  const counts = new Map<string, number>();
  for (const { space } of fresh.institution.replicas) {
    for (let after = 0, more = true; more;) {
      const page = await fresh.session.call('space/log', { space, after, limit: 1000 });
      for (const item of page.items) {
        after = item.seq;
        if (item.kind === 'event') counts.set(hexOf(item.event), (counts.get(hexOf(item.event)) ?? 0) + 1);
      }
      more = page.more;
    }
  }
  const lost = said.filter(({ id }) => !counts.has(id));
  const twice = [...counts.values()].filter((count) => count > 1);
  if (lost.length > 0 || twice.length > 0)
    throw new Error(`acknowledged and lost: ${lost.length}, stored twice: ${twice.length}`);
  return { events: counts.size };
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-crash-'));
  const server = new ServerProcess(dataDir, Number(process.env['PORT'] ?? 18_083));
  const said: Said[] = [];
  let over = false;
  try {
    await server.start();
    const founder = await foundInstitution(server.origin, await server.foundingCode(), writers);
    const work = founder.groups.map((space) => write(founder.newDevice(), space, said, () => over));
    const everything = Promise.all(work);
    for (let round = 1; round <= rounds; round++) {
      const before = said.length;
      const deadline = Date.now() + recoveryMs;
      while (said.length < before + 30) {
        if (Date.now() > deadline) throw new Error(`it did not recover: ${server.output.slice(-4000)}`);
        await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, 5))]);
      }
      const what = ['server', 'database', 'both'][round % 3] ?? 'both';
      if (what !== 'server') server.killDatabase();
      if (what !== 'database') {
        await server.killServer();
        await server.start();
      }
      process.stdout.write(`round ${round}: ${what} killed after ${said.length} acknowledged\n`);
    }
    over = true;
    await everything;
    await server.ready();
    const { events } = await check(founder, said);
    process.stdout.write(`${JSON.stringify({ rounds, acknowledged: said.length, events, lost: 0, twice: 0 })}\n`);
  } finally {
    over = true;
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
