/**
 * The disk of files and database is full, and has room again.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { uploadBlob } from '@obhut/sync/blobs/upload.ts';
import { failureOf } from '@obhut/sync/client/failures.ts';
import { utteranceOf } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { isUnreachable } from '@obhut/sync/engine/unreachable.ts';
import { clock } from '../member.ts';
import { must, type Fault } from './fault.ts';
import { randomBytes } from './random.ts';
import { withStand, type Stand } from './stand.ts';
import { fill, makeRoom } from './tmpfs.ts';

/** What the database makes at first, and little more. */
const diskBytes = 201_326_592;
const fullMs = { short: 1500, long: 30_000 };
const recoveryMs = 180_000;
const mostTries = 500;

type Space = Stand['founder']['groups'][number];

/** What a client is told that sends a file. Null: it was taken. */
async function fileRefusal({ session }: Peer, space: Space): Promise<unknown> {
  const bytes = randomBytes(300_000);
  const plain = {
    size: bytes.length,
    async *read(from: number) {
      yield await Promise.resolve(bytes.subarray(from));
    },
  };
  try {
    await uploadBlob(session, { space, blob: randomBytes(16), expiry: 0 }, randomBytes(32), plain);
    return null;
  } catch (error) {
    return error;
  }
}

/** The same for a text; some still find place in what the database has already. */
async function textRefusal(peer: Peer, space: Space): Promise<unknown> {
  try {
    for (let tries = 0; tries < mostTries; tries++)
      await peer.say(space, utteranceOf('long '.repeat(2000), clock.now()));
    return null;
  } catch (error) {
    return error;
  }
}

function mustSayFull(refusal: unknown, what: string): void {
  must(
    isUnreachable(refusal) && failureOf(refusal) === 'server-full',
    `on a full disk ${what} is answered by ${String(refusal)}`,
  );
}

async function whileFull(stand: Stand, peer: Peer, space: Space): Promise<void> {
  mustSayFull(await fileRefusal(peer, space), 'a file');
  mustSayFull(await textRefusal(peer, space), 'a text');
  await stand.becomes('/health', 200, recoveryMs);
  must(/"cause":"(?:ENOSPC|53100)"/u.test(stand.server.log), 'its log does not say that the disk is full');
}

export const diskFull: Fault = {
  name: 'disk-full',
  holds:
    'on a full disk files and texts are refused in a sentence of their own, never by a 500; once there is room writing goes on, and nothing is lost',
  async run(round) {
    return withStand(round, { diskBytes }, async (stand) => {
      await stand.populate();
      const { dataDir } = stand.server;
      const [space] = stand.founder.groups;
      if (space === undefined) throw new Error('no group');
      const peer = stand.founder.newDevice();
      await peer.refresh();
      fill(dataDir);
      await whileFull(stand, peer, space);
      // Long enough, the database fills its log too, and cannot even start.
      await sleep(round.isShort ? fullMs.short : fullMs.long);
      const { unreached } = stand.load;
      makeRoom(dataDir);
      await stand.becomes('/ready', 200, recoveryMs);
      await stand.load.grows(20, recoveryMs, 'writing does not go on when there is room again');
      return { ...(await stand.count()), refused: unreached };
    });
  },
};
