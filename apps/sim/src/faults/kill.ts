/**
 * The server, its database, or both are killed with -9 under load, again and again. `ROUNDS` says how often.
 * @module
 */
import type { Fault } from './fault.ts';
import { withStand, type Stand } from './stand.ts';

const rounds = { short: 9, long: 200 };
/** Between two rounds. */
const textsBetween = 30;
/** A server that has not come back by then does not come back. */
const recoveryMs = 180_000;
const kinds = ['server', 'database', 'both'] as const;

async function strike({ server }: Stand, what: (typeof kinds)[number]): Promise<void> {
  if (what !== 'server') server.killDatabase();
  if (what === 'database') return;
  await server.killServer();
  await server.start();
}

export const kill: Fault = {
  name: 'kill',
  holds: 'after kill -9 of server, database or both, what was acknowledged is there, once, and every chain verifies',
  async run(round) {
    const count = Number(process.env['ROUNDS'] ?? (round.isShort ? rounds.short : rounds.long));
    return withStand(round, {}, async (stand) => {
      await stand.populate();
      for (let done = 0; done < count; done++) {
        const what = kinds[done % kinds.length] ?? 'both';
        await strike(stand, what);
        await stand.load.grows(textsBetween, recoveryMs, `it did not recover when killed: ${what}`);
      }
      return { ...(await stand.count()), rounds: count };
    });
  },
};
