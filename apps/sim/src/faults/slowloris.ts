/**
 * Requests that come byte by byte, and bodies of which nobody knows who sends them.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { must, type Fault } from './fault.ts';
import { eventually, Line } from './line.ts';
import { withStand } from './stand.ts';

const each = 200;
const byteMs = 500;
/** Of the head, and how late the server looks; the same of a body. */
const endedMs = { head: 35_000, body: 340_000 };
const strangers = 100;
const strangerBytes = 4_000_000;
const mostGrowthBytes = 200_000_000;
const recoveryMs = 180_000;

const head = `GET /health HTTP/1.1\r\nhost: localhost\r\nx-slow: ${'a'.repeat(4000)}\r\n\r\n`;
const ofBody = (path: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/cbor\r\ncontent-length: ${length}\r\n\r\n`;

const areEnded = (lines: readonly Line[]) => (): boolean => lines.every(({ isClosed }) => isClosed);

export const slowloris: Fault = {
  name: 'slowloris',
  holds:
    'heads and bodies that come byte by byte are ended, bodies of strangers fill no memory, and everybody else goes on writing',
  async run(round) {
    return withStand(round, {}, async (stand) => {
      await stand.populate();
      const before = stand.residentBytes;
      const open = async (count: number): Promise<Line[]> => {
        const lines = await Line.openAll(round.port, count);
        stand.atEnd(() => lines.forEach((line) => line.close()));
        return lines;
      };
      const [heads, bodies, large] = [await open(each), await open(each), await open(strangers)];
      for (const line of bodies) line.say(ofBody('/api/session/challenge', 60_000));
      const steps = [
        ...heads.map((line) => line.trickle(head)),
        ...bodies.map((line) => line.trickle('a'.repeat(60_000))),
      ];
      const trickling = setInterval(() => steps.forEach((step) => step()), byteMs);
      stand.atEnd(() => clearInterval(trickling));
      for (const line of large) line.say(ofBody('/api/append', strangerBytes + 1) + 'a'.repeat(strangerBytes));
      await sleep(2000);
      await stand.load.grows(40, recoveryMs, 'beside slow requests nobody can write');
      const growthBytes = stand.residentBytes - before;
      must(growthBytes < mostGrowthBytes, `slow requests and bodies of strangers cost ${growthBytes} bytes`);
      must(await eventually(areEnded(heads), endedMs.head), 'heads that come byte by byte are not ended');
      if (!round.isShort)
        must(await eventually(areEnded(bodies), endedMs.body), 'bodies that come byte by byte are not ended');
      return { ...(await stand.count()), slow: 2 * each, strangers, growthBytes };
    });
  },
};
