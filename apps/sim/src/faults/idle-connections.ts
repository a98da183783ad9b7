/**
 * Thousands of connections on which nothing happens.
 * @module
 */
import { must, type Fault } from './fault.ts';
import { eventually, Line } from './line.ts';
import { withStand } from './stand.ts';

const connections = 2000;
const mostBytesEach = 60_000;
const answerMs = 60_000;
const recoveryMs = 180_000;

export const idleConnections: Fault = {
  name: 'idle-connections',
  holds: '2,000 connections on which nothing happens cost little memory, and everybody else goes on writing',
  async run(round) {
    return withStand(round, {}, async (stand) => {
      await stand.populate();
      const before = stand.residentBytes;
      const lines = await Line.openAll(round.port, connections);
      stand.atEnd(() => lines.forEach((line) => line.close()));
      // Each has asked once, and is kept open for more.
      for (const line of lines) line.say(`GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n`);
      const isAnswered = await eventually(
        () => lines.every(({ answer }) => answer.startsWith('HTTP/1.1 200')),
        answerMs,
      );
      must(isAnswered, 'not every connection was answered');
      await stand.load.grows(40, recoveryMs, 'beside idle connections nobody can write');
      await stand.becomes('/ready', 200, answerMs);
      const growthBytes = stand.residentBytes - before;
      const bytesEach = Math.round(growthBytes / connections);
      must(bytesEach < mostBytesEach, `an idle connection costs ${bytesEach} bytes`);
      must(
        lines.every(({ isClosed }) => !isClosed),
        'idle connections were ended at once',
      );
      return { ...(await stand.count()), connections, growthBytes, bytesEach };
    });
  },
};
