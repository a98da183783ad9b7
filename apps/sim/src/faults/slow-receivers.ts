/**
 * Devices that listen and never read, while others do.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { utteranceOf } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { clock } from '../member.ts';
import { openDeadReceiver, pretend } from './dead-receiver.ts';
import { must, type Fault } from './fault.ts';
import { eventually, type Line } from './line.ts';
import { measured } from './measured.ts';
import { withStand, type Stand } from './stand.ts';

/** A persona may have 32 connections; one is left for the device that reads. */
const deaf = 30;
const events = 60;
const eventText = 'x'.repeat(150_000);
/** What deaf ones may cost, all together: far less than what waits for each of them. */
const mostGrowthBytes = 120_000_000;
const deliveryMs = 180_000;
/** A ping, and the next one that finds it unanswered. */
const endedMs = 100_000;

async function writeMuch(peer: Peer, space: Stand['founder']['groups'][number]): Promise<void> {
  for (let count = 0; count < events; count++) await peer.say(space, utteranceOf(eventText, clock.now()));
}

/** A device that reads as it should; what it has been given so far. */
async function listen(peer: Peer): Promise<{ count: () => number; close: () => void }> {
  let count = 0;
  const close = peer.session.transport.live(await peer.session.token(), peer.position, {
    frame: (frame) => (count += frame.kind === 'items' ? frame.items.length : 0),
    closed: () => undefined,
  });
  return { count: () => count, close };
}

async function deafOnes(stand: Stand, count: number, after: number): Promise<Line[]> {
  const token = await stand.founder.newDevice().session.token();
  const lines: Line[] = [];
  for (let i = 0; i < count; i++) lines.push(await openDeadReceiver(stand.server.port, token, after));
  stand.atEnd(() => lines.forEach((line) => line.close()));
  return lines;
}

export const slowReceivers: Fault = {
  name: 'slow-receivers',
  holds:
    'devices that listen and never read cost little memory and are ended; a device that reads is given everything meanwhile',
  async run(round) {
    return withStand(round, { settings: { METRICS_PORT: '0' } }, async (stand) => {
      await stand.found(1);
      const [space] = stand.founder.groups;
      if (space === undefined) throw new Error('no group');
      const [writer, reader] = [stand.founder.newDevice(), stand.founder.newDevice()];
      await writer.refresh();
      await reader.refresh();
      // What is written now has to be caught up with by those who come later.
      await writeMuch(writer, space);
      await reader.refresh();
      const before = stand.residentBytes;
      const lines = [...(await deafOnes(stand, deaf / 2, reader.position)), ...(await deafOnes(stand, deaf / 2, 0))];
      const pretending = setInterval(() => lines.forEach(pretend), 5000);
      stand.atEnd(() => clearInterval(pretending));
      const ear = await listen(reader);
      await sleep(500);
      await writeMuch(writer, space);
      const isGiven = await eventually(() => ear.count() >= events, deliveryMs);
      must(isGiven, `beside deaf ones a device was given ${ear.count()} of ${events} events`);
      const growthBytes = stand.residentBytes - before;
      must(growthBytes < mostGrowthBytes, `${deaf} deaf ones cost ${growthBytes} bytes`);
      ear.close();
      const open = async (): Promise<number> => measured(stand.server, 'obhut_live_connections');
      const numbers = { deaf, events, growthBytes };
      if (round.isShort) return numbers;
      const deadline = Date.now() + endedMs;
      while ((await open()) > 0) {
        must(Date.now() < deadline, `${await open()} deaf ones are still there`);
        await sleep(1000);
      }
      return { ...numbers, ended: deaf };
    });
  },
};
