/**
 * The database is gone for a while: first it cannot start, then it hangs without a word.
 * @module
 */
import { renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must, type Fault } from './fault.ts';
import { withStand, type Stand } from './stand.ts';

const goneMs = { short: 5000, long: 60_000 };
const noticedMs = 60_000;
const recoveryMs = 180_000;
/** Of what the server may hold more of while everybody waits. */
const mostGrowthBytes = 100_000_000;

/** Without this file PostgreSQL does not start. Returns how to put it back. */
function hideControlFile(stand: Stand): () => void {
  const file = path.join(stand.server.dataDir, 'postgres/global/pg_control');
  const away = `${file}.away`;
  renameSync(file, away);
  let isAway = true;
  const bring = (): void => {
    if (isAway) renameSync(away, file);
    isAway = false;
  };
  stand.atEnd(bring);
  return bring;
}

async function goAway(stand: Stand, ms: number, away: () => () => void): Promise<void> {
  const back = away();
  await stand.becomes('/ready', 503, noticedMs);
  await stand.becomes('/health', 200, noticedMs);
  await sleep(ms);
  await stand.becomes('/ready', 503, noticedMs);
  back();
  await stand.becomes('/ready', 200, recoveryMs);
  await stand.load.grows(20, recoveryMs, 'writing does not go on when the database is back');
}

export const databaseGone: Fault = {
  name: 'database-gone',
  holds:
    'the server stays up while its database is gone or hangs, says that it is not ready, and by itself everybody goes on where they were',
  async run(round) {
    const ms = round.isShort ? goneMs.short : goneMs.long;
    return withStand(round, {}, async (stand) => {
      await stand.populate();
      const { server } = stand;
      const before = stand.residentBytes;
      await goAway(stand, ms, () => {
        const bring = hideControlFile(stand);
        server.killDatabase();
        return bring;
      });
      await goAway(stand, ms, () => {
        const go = (): void => server.signalDatabase('SIGCONT');
        stand.atEnd(go);
        server.signalDatabase('SIGSTOP');
        return go;
      });
      const growthBytes = stand.residentBytes - before;
      must(growthBytes < mostGrowthBytes, `the server's memory grew by ${growthBytes} bytes`);
      return { ...(await stand.count()), growthBytes };
    });
  },
};
