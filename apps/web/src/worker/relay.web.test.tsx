import { expect, onTestFinished, test } from 'vitest';
import type { Snapshot } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { RemoteClient } from '../shell/remote-client.ts';
import { FakeClient } from '../testing/fake-client.ts';
import { kitSheet } from '../testing/fake-kit.ts';
import { foundingCode, type FakeWorld } from '../testing/fake-world.ts';
import { lindenhof, newWorld, password, publish } from '../testing/scenes.ts';
import type { FromPage, ToPage } from './messages.ts';
import { asNewcomer, databases } from './newcomer.ts';
import { nothingKnown } from './nothing-known.ts';
import { Relay, type Engine } from './relay.ts';

/** The engine with the device's memory: whoever leads next finds the same account. */
class DeviceEngine extends FakeClient implements Engine {
  woken = 0;
  reconnect(): Promise<void> {
    this.woken++;
    return Promise.resolve();
  }
}

interface Tab {
  client: RemoteClient;
  engine: () => DeviceEngine | null;
  close: () => void;
}

let tabs = 0;

/** A tab with its worker: real lock, real channel, messages cloned on their way as between threads. */
function openTab(name: string, start: () => Promise<DeviceEngine>, build = 'one', before: Snapshot | null = null): Tab {
  tabs++;
  const { port1, port2 } = new MessageChannel();
  const channel = new BroadcastChannel(name);
  const ended = Promise.withResolvers<void>();
  let engine: DeviceEngine | null = null;
  const closed = new AbortController();
  const relay = new Relay({
    id: `tab ${tabs}`,
    build,
    channel,
    lead: (work) => {
      navigator.locks
        .request(name, { signal: closed.signal }, () => Promise.race([work(), ended.promise]))
        .catch(() => {});
    },
    startEngine: async () => {
      engine = await start();
      const { subscribe } = engine;
      // With the tab its worker ends: nothing is said any more.
      engine.subscribe = (listener) => subscribe(() => (closed.signal.aborted ? undefined : listener()));
      return engine;
    },
    beforeEngine: () => Promise.resolve(before),
    toPage: (message: ToPage) => port1.postMessage(message),
  });
  port1.addEventListener('message', (event: MessageEvent<FromPage>) => relay.fromPage(event.data));
  port1.start();
  const client = new RemoteClient({
    postMessage: (message) => port2.postMessage(message),
    addEventListener: (type, listener) => port2.addEventListener(type, listener),
  });
  port2.start();
  const close = () => {
    closed.abort();
    channel.close();
    port1.close();
    ended.resolve();
  };
  onTestFinished(close);
  return { client, engine: () => engine, close };
}

async function device(world: FakeWorld): Promise<DeviceEngine> {
  const engine = new DeviceEngine(world);
  if (world.accounts.has('sabine')) await engine.login('sabine', password);
  return engine;
}

test('two tabs show the same, whichever was asked', async () => {
  const world = newWorld();
  const start = () => device(world);
  const one = openTab('same', start);
  await expect.poll(() => one.client.snapshot().phase).toBe('signed-out');
  const two = openTab('same', start);
  await expect.poll(() => two.client.snapshot().phase).toBe('signed-out');
  await two.client.register('sabine', password);
  await two.client.found({
    code: foundingCode,
    facts: [{ type: 'institution/named@1', body: { name: 'Lindenhof', kind: 'kita' }, expiry: 0, notify: 'none' }],
  });
  // The answer never comes before what it changed.
  expect(two.client.snapshot()).toMatchObject({ phase: 'ready', kit: [{ lines: kitSheet, part: null }] });
  await expect.poll(() => one.client.snapshot().phase).toBe('ready');
  expect(one.client.states().get('institution')).toEqual(two.client.states().get('institution'));
  expect(two.engine()).toBeNull();
});

test('a failure in the leading tab is the follower’s failure', async () => {
  const world = newWorld();
  const one = openTab('failure', () => device(world));
  const two = openTab('failure', () => device(world));
  await expect.poll(() => two.client.snapshot().phase).toBe('signed-out');
  await expect(two.client.login('sabine', 'falsch')).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
  await expect(one.client.login('sabine', 'falsch')).rejects.toMatchObject({ failure: 'wrong-name-or-password' });
});

test('when the leading tab closes the next takes over, and what was under way is answered once', async () => {
  const { leader } = await lindenhof();
  const start = () => device(leader.world);
  const one = openTab('takeover', start);
  await expect.poll(() => one.client.snapshot().phase).toBe('ready');
  const two = openTab('takeover', start);
  await expect.poll(() => two.client.snapshot().phase).toBe('ready');

  // The leading engine takes the call and never comes back to it.
  const engine = one.engine();
  if (engine === null) throw new Error('the first tab does not lead');
  engine.send = () => new Promise(() => {});
  const outcomes: string[] = [];
  const note = (outcome: string) => () => void outcomes.push(outcome);
  const sent = publishBy(two.client, leader.world.spaceOfKind('everyone').id).then(note('sent'), (error: ClientError) =>
    note(error.failure)(),
  );
  await expect.poll(() => two.client.snapshot().phase).toBe('ready');
  await new Promise((resolve) => setTimeout(resolve, 50));
  one.close();
  await sent;
  expect(outcomes).toEqual(['offline']);

  await expect.poll(() => two.engine()).not.toBeNull();
  const id = await publishBy(two.client, leader.world.spaceOfKind('everyone').id);
  expect(id).toMatch(/^[0-9a-f]{32}$/);
});

function publishBy(client: RemoteClient, space: string): Promise<string> {
  return client.send({ space, type: 'post/published@1', body: { title: 'x', text: 'y' }, expiry: 0, notify: 'none' });
}

test('what is asked before the engine is there waits for it', async () => {
  const { leader } = await lindenhof();
  const gate = Promise.withResolvers<void>();
  const tab = openTab('early', async () => {
    await gate.promise;
    return device(leader.world);
  });
  const sent = publishBy(tab.client, leader.world.spaceOfKind('everyone').id);
  expect(tab.client.snapshot().phase).toBe('starting');
  gate.resolve();
  await expect(sent).resolves.toMatch(/^[0-9a-f]{32}$/);
});

const startAnew = () => device(newWorld());

test('who is new here sees so before the engine, which is started as soon as the page shows it or asks for something', async () => {
  const before: Snapshot = { ...nothingKnown, phase: 'signed-out' };
  for (const [name, speak] of [
    ['shown', (client: RemoteClient) => client.shown()],
    ['asked', (client: RemoteClient) => void client.register('sabine', password)],
  ] as const) {
    const tab = openTab(name, startAnew, 'one', before);
    await expect.poll(() => tab.client.snapshot().phase).toBe('signed-out');
    expect(tab.engine()).toBeNull();
    speak(tab.client);
    await expect.poll(() => tab.engine()).not.toBeNull();
  }
});

async function opened(name: string): Promise<void> {
  const request = indexedDB.open(name);
  await new Promise((resolve) => request.addEventListener('success', resolve));
  request.result.close();
}

test('a device where nothing of Obhut is stored is new', async () => {
  for (const { name } of await indexedDB.databases())
    if (name?.startsWith(databases) === true) indexedDB.deleteDatabase(name);
  expect((await asNewcomer())?.phase).toBe('signed-out');
  await opened(`${databases}-accounts`);
  expect(await asNewcomer()).toBeNull();
  indexedDB.deleteDatabase(`${databases}-accounts`);
});

test('only what has changed is folded anew on the page', async () => {
  const { leader } = await lindenhof();
  const one = openTab('identity', () => device(leader.world));
  await expect.poll(() => one.client.snapshot().phase).toBe('ready');
  const before = one.client.states().get('posts');
  await one.client.kitKept();
  expect([...(before?.keys() ?? [])].length).toBeGreaterThan(0);
  await publish(leader, leader.world.spaceOfKind('everyone').id, 'Neu', 'Neu');
  await expect.poll(() => one.client.states().get('posts')).not.toBe(before);
});

test('a page in front wakes the engine, wherever it runs', async () => {
  const world = newWorld();
  const one = openTab('wake', () => device(world));
  await expect.poll(() => one.client.snapshot().phase).toBe('signed-out');
  const two = openTab('wake', () => device(world));
  await expect.poll(() => two.client.snapshot().phase).toBe('signed-out');
  two.client.wake();
  await expect.poll(() => one.engine()?.woken).toBe(1);
});

test('a tab of another version says that it cannot go on', async () => {
  const { leader } = await lindenhof();
  const one = openTab('version', () => device(leader.world), 'old');
  await expect.poll(() => one.client.snapshot().phase).toBe('ready');
  const two = openTab('version', () => device(leader.world), 'new');
  await publish(leader, leader.world.spaceOfKind('everyone').id, 'Neu', 'Neu');
  await one.client.kitKept();
  await publishBy(one.client, leader.world.spaceOfKind('everyone').id);
  await expect.poll(() => two.client.broken()).toBe('version');
});

test('a device that cannot store says so', async () => {
  const tab = openTab('broken', () => Promise.reject(new Error('no IndexedDB')));
  await expect.poll(() => tab.client.broken()).toBe('storage');
});

test('an engine that did not arrive is no matter of storage', async () => {
  const tab = openTab('absent', () => Promise.reject(new ClientError('offline')));
  await expect.poll(() => tab.client.broken()).toBe('offline');
});
