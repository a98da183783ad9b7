/**
 * How many may be connected without a word, for how long, and how long one who has spoken may be silent.
 * @module
 */
import { once } from 'node:events';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { LiveClient } from '../testing/live-client.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await TestServer.start();
  ({ token } = await server.found());
});
afterAll(() => server.stop());
// The time to wait is the server's own; a slow machine takes none of it.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function comeIn(options?: ClientOptions): Promise<LiveClient> {
  const client = new LiveClient(server, options);
  await once(client.socket, 'open');
  return client;
}

async function speak(options?: ClientOptions): Promise<LiveClient> {
  const client = await new LiveClient(server, options).hello(token, 0);
  await client.until(() => client.items.length > 0);
  return client;
}

async function comeAndGo(speaks: boolean): Promise<void> {
  const { socket } = await comeIn();
  const closed = once(socket, 'close');
  if (speaks) socket.send(encodeCbor('nobody'));
  else socket.close();
  await closed;
}

const most = 2000;

/** In the order of coming, a hundred at a time. */
async function crowd(): Promise<LiveClient[]> {
  const inside: LiveClient[] = [];
  while (inside.length < most) inside.push(...(await Promise.all(Array.from({ length: 100 }, () => comeIn()))));
  return inside;
}

it('two thousand who have not said whose they are are let in, whoever came and went before, and no more', async () => {
  for (let batch = 0; batch < 3; batch++)
    await Promise.all(Array.from({ length: 100 }, (_, i) => comeAndGo(i % 2 === 0)));
  // Who has spoken is none of them.
  const known = await speak();
  const inside = await crowd();
  await expect(comeIn()).rejects.toThrow('503');
  const closed = inside.map((client) => client.closed());
  vi.advanceTimersByTime(5000);
  expect(new Set(await Promise.all(closed))).toEqual(new Set([4401]));
  expect(known.socket.readyState).toBe(WebSocket.OPEN);
  // They have made room.
  await comeAndGo(true);
  known.socket.close();
});

it('one who has spoken stays as long as it answers, and is let go when it does not', async () => {
  const [answering, silent] = [await speak(), await speak({ autoPong: false })];
  const closed = silent.closed();
  for (let round = 0; round < 3; round++) {
    const asked = once(answering.socket, 'ping');
    vi.advanceTimersByTime(30_000);
    await asked;
    // It has answered, and now asks in the same stream: the server's answer shows that it has heard the other.
    const answered = once(answering.socket, 'pong');
    answering.socket.ping();
    await answered;
  }
  expect(await closed).toBe(1006);
  expect(answering.socket.readyState).toBe(WebSocket.OPEN);
  answering.socket.close();
});
