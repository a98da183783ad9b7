/**
 * A new device's screens are shown the newest under a name of its own, until everything is read; nothing else of theirs knows of it.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { founded, note, world, type DeviceOf } from '../testing/clients.ts';
import { OfflineError } from '../transport/transport.ts';
import { LyingTransport, type Lies } from '../transport/lying.ts';
import { createClient, type StartedClient } from './create-client.ts';
import { firstLookName } from './first-look-name.ts';

beforeAll(cryptoReady);

const password = 'vier grüne Äpfel';

let make: () => DeviceOf;
let group: string;

async function sent(client: StartedClient, text: string): Promise<void> {
  await client.send({ ...note(text), space: group });
  await vi.waitFor(() => expect(client.snapshot().outbox).toEqual([]), { timeout: 20_000, interval: 20 });
}

beforeEach(async () => {
  const { server, today, device } = world();
  make = device;
  const leader = await founded(device(), server.foundingCode());
  group = await leader.createSpace('group', [note('old')]);
  const { fragment, code } = await leader.invite([group], []);
  const phone = await device().start();
  await phone.openLetter({ fragment, code });
  await phone.register('mutter', password);
  await phone.claim([]);
  // The letter was used, so this comes with new keys, and what was before them is old by then.
  await leader.reconnect();
  await sent(leader, 'since then');
  today.day += 40;
  await sent(leader, 'new');
});

/** What a new device shows of the group, by a first look and by its own reading, whenever it is something else. */
async function shownBy(lies: Lies = {}): Promise<{ shown: string[]; device: StartedClient; line: LyingTransport }> {
  const { parts } = make();
  const line = new LyingTransport(parts.transport);
  // The phone may have handed on what it knows.
  line.lies = { 'snapshot/read': () => ({ snapshot: null }), ...lies };
  const firstLooks = parts.models.filter(({ name }) => name === 'notes');
  const firstLookLimits = { mostItems: 6000, worthIt: 1 };
  const device = await createClient({ ...parts, transport: line, firstLooks, firstLookLimits });
  const shown: string[] = [];
  device.subscribe(() => {
    const states = [firstLookName('notes'), 'notes'].map((name) => {
      const state = device.states().get(name)?.get(group);
      return Array.isArray(state) ? state.join() : '';
    });
    const now = `${states.join(' | ')} | ${device.snapshot().caughtUp ? 'all' : 'reading'}`;
    if (shown.at(-1) !== now) shown.push(now);
  });
  await device.login('mutter', password);
  return { shown, device, line };
}

const refuse = () => {
  throw new ApiError('refused');
};
const whole = ' | old,since then,new | all';

test('the newest, until everything is there', async () => {
  const { shown, device } = await shownBy();
  expect(shown).toEqual([' |  | reading', 'since then,new |  | reading', whole]);
  expect(device.snapshot().alarms).toEqual([]);
});

test('what the server refuses to a first look costs that alone', async () => {
  const { shown, device } = await shownBy({ 'space/chain': refuse });
  expect(shown).toEqual([' |  | reading', whole]);
  expect(device.snapshot().alarms).toEqual([]);
});

test('what broke off in between goes on, with what was shown, and leaves no hole', async () => {
  const { shown, device, line } = await shownBy({
    // A first look does not ask for the beginning.
    'space/log': ({ space, after }, honest) => {
      if (after === 0 && toHex(space) === group) throw new OfflineError();
      return honest;
    },
  });
  expect(shown.at(-1)).toBe('since then,new |  | reading');
  line.lies = {};
  await device.reconnect();
  expect(shown.at(-1)).toBe(whole);
  expect(device.snapshot().alarms).toEqual([]);
});
