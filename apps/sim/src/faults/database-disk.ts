/**
 * The database's disk does not take what it is to make durable.
 * @module
 */
import { must, type Fault } from './fault.ts';
import { withStand } from './stand.ts';
import { assertStrace, Strace } from './strace.ts';

const rounds = { short: 1, long: 10 };
const recoveryMs = 180_000;

export const databaseDisk: Fault = {
  name: 'database-disk',
  holds: 'what the database could not make durable is not acknowledged; it starts anew by itself, and writing goes on',
  async run(round) {
    assertStrace();
    return withStand(round, {}, async (stand) => {
      await stand.populate();
      const count = round.isShort ? rounds.short : rounds.long;
      let failed = 0;
      for (let done = 0; done < count; done++) {
        const before = stand.load.unreached;
        const strace = await Strace.attach(stand.server.databasePids(), 'fdatasync:error=EIO');
        stand.atEnd(async () => void (await strace.end()));
        await stand.load.stalls(before, recoveryMs, 'nobody was refused while the database’s disk failed');
        failed += await strace.end();
        await stand.load.grows(20, recoveryMs, 'writing does not go on after the database’s disk failed');
      }
      must(failed >= count, 'no call was made to fail');
      return { ...(await stand.count()), rounds: count, failed };
    });
  },
};
