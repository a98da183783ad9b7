/**
 * What a connected device costs on which nothing happens: how much the serving process grows from 1,000 of them to 8,000, each with a session of its
 * own. The first thousand warm it up: what it takes for them is code and room that stays. What the connecting has left over is collected before either
 * reading.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveMembers } from '../live-members.ts';
import { rounded } from '../measure.ts';
import { residentBytes } from '../memory.ts';

const port = 18_201;
const people = 1000;
/** Of each, after the first. */
const more = 7;
const targetKB = 12;
const collectMs = 1500;

interface ConnectedRow {
  name: string;
  kB: number;
  targetKB: number;
  met: boolean;
  devices: number;
}

async function heldBytes(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2');
  await sleep(collectMs);
  return residentBytes(pid);
}

export async function connectedRows(): Promise<ConnectedRow[]> {
  const live = await LiveMembers.make(port, people);
  try {
    await live.connectEach();
    const before = await heldBytes(live.pid);
    for (let round = 0; round < more; round++) await live.connectEach();
    const devices = people * more;
    const kB = rounded(((await heldBytes(live.pid)) - before) / devices / 1000);
    return [{ name: 'a connected device on which nothing happens', kB, targetKB, met: kB <= targetKB, devices }];
  } finally {
    await live.stop();
  }
}
