/**
 * The disk fails at the very first start, while the server writes its key file.
 * @module
 */
import { readdirSync } from 'node:fs';
import { must, type Fault } from './fault.ts';
import { withStand, type Stand } from './stand.ts';
import { assertStrace, starterFor, type Injection } from './strace.ts';

/** One thread does all file work. The first one makes the database too, which syncs files of its own; from then on the first `fsync` is the key's. */
const cases: readonly Injection[] = [
  'link:error=EIO',
  'fsync:error=EIO:when=1',
  'fsync:error=ENOSPC:when=1',
  'fsync:error=EIO:when=2',
];

function keyFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('server.key'));
}

async function failToStart({ server }: Stand, injection: Injection): Promise<void> {
  server.starter = starterFor(injection);
  const words = await server.start().then(
    () => null,
    (error: unknown) => String(error),
  );
  server.starter = [];
  must(words !== null, `${injection}: the server started although its key could not be made durable`);
  must(words?.includes('server.key cannot be written') === true, `${injection}: it does not say why, but: ${words}`);
  const left = keyFiles(server.dataDir);
  must(left.length === 0, `${injection}: it leaves ${left.join(', ')}`);
}

export const keyDisk: Fault = {
  name: 'key-disk',
  holds:
    'a key file that could not be made durable stops the first start with a sentence and leaves nothing; the next start makes one, which stays',
  async run(round) {
    assertStrace();
    return withStand(round, { settings: { UV_THREADPOOL_SIZE: '1' } }, async (stand) => {
      for (const injection of cases) await failToStart(stand, injection);
      await stand.populate();
      await stand.server.cutPower();
      return { ...(await stand.count()), cases: cases.length };
    });
  },
};
