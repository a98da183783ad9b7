/**
 * Everybody on a device that knows nothing: they log in, their device fetches and opens everything that is theirs, and what it has decrypted
 * is what was delivered.
 * @module
 */
import { recipients } from './cast.ts';
import { newDevice, textsOf, type Recorded } from './devices.ts';
import type { Life, Way } from './life.ts';

/** On a device that knows nothing. */
export async function comeIn({ origin, book }: Life, { adult, secondSecret }: Way): Promise<Recorded> {
  const device = await newDevice(origin, adult);
  await device.person.client.login(adult.login, adult.password, secondSecret);
  for (const secret of [adult.login, adult.password, secondSecret]) if (secret !== null) book.deliver(secret);
  return device;
}

async function openFiles({ book, files }: Life, who: string, { person }: Recorded): Promise<void> {
  for (const { recipient, space, event } of files) {
    if (recipient !== who) continue;
    const content = await person.client.openFile(space, event, 0);
    book.hear(who, Buffer.from(await content.arrayBuffer()).toString('latin1'));
  }
}

/** By recipient. */
export async function readEverything(life: Life): Promise<Map<string, Recorded>> {
  const devices = new Map<string, Recorded>();
  for (const [who, way] of life.ways) {
    const device = await comeIn(life, way);
    const { person } = device;
    await person.until(() => person.client.snapshot().caughtUp, 'not everything is read');
    await openFiles(life, who, device);
    const isLeader = who === recipients.leader(life.key);
    const listed = isLeader ? (await person.client.devices()).map(({ name }) => name) : [];
    life.book.hear(who, [textsOf(person), ...listed].join('\n'));
    devices.set(who, device);
  }
  return devices;
}
