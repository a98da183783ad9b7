/**
 * The live connection, from outside: nothing missed, nothing twice, and nothing for whoever may not read it.
 * @module
 */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { contentLength } from '@obhut/protocol/feed.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { random, signSession, type Someone } from '../testing/builder.ts';
import { LiveClient } from '../testing/live-client.ts';
import { origin, TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

async function withColleague(): Promise<
  Awaited<ReturnType<TestServer['found']>> & { colleague: Someone; colleagueToken: string }
> {
  const founded = await server.found();
  const { builder, team, token } = founded;
  const colleague = builder.someone();
  await server.call(
    'append',
    builder.add(team, builder.founder.id, builder.leadership, builder.entry(colleague, 'writer')),
    token,
  );
  return { ...founded, colleague, colleagueToken: await server.session(builder.institution, colleague) };
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

it('catches up, then goes on, in order and without a gap, while others write', async () => {
  const { builder, everyone, token, team, colleague, colleagueToken } = await withColleague();
  const say = (who: Someone, through: Bytes, by: string) =>
    server.call('append', builder.say(everyone, who.id, through, builder.event(everyone, who.id, through)), by);
  const early = await new LiveClient(server).hello(token, 0);
  const writing = [
    ...Array.from({ length: 30 }, () => say(builder.founder, builder.leadership, token)),
    ...Array.from({ length: 30 }, () => say(colleague, team, colleagueToken)),
  ];
  const late = await new LiveClient(server).hello(colleagueToken, 3);
  await Promise.all(writing);
  await early.until(() => early.items.length >= 67);
  expect(early.items.map((item) => item.position)).toEqual(upTo(67));
  // A colleague reads leadership's control log, and `team` and `everyone` whole.
  await late.until(() => late.items.at(-1)?.position === 67);
  expect(late.items.map((item) => item.position)).toEqual(upTo(67).slice(3));
  early.socket.close();
  late.socket.close();
});

it('gives nothing of a space that one does not read', async () => {
  const { builder, everyone, token, colleagueToken, leadership } = { ...(await withColleague()), leadership: null };
  expect(leadership).toBeNull();
  const root = builder.leadership;
  const client = await new LiveClient(server).hello(colleagueToken, 7);
  const event = builder.event(root, builder.founder.id, null);
  await server.call('append', builder.say(root, builder.founder.id, null, event), token);
  await server.call('append', builder.say(everyone, builder.founder.id, root), token);
  await client.until(() => client.items.length > 0);
  expect(client.items.map((item) => toHex(item.space))).toEqual([toHex(everyone)]);
  client.socket.close();
});

it('ends when the last membership ends', async () => {
  const { builder, team, token, colleague, colleagueToken } = await withColleague();
  const client = await new LiveClient(server).hello(colleagueToken, 0);
  await client.until(() => client.items.length >= 6);
  const closed = client.closed();
  await server.call('append', builder.remove(team, builder.founder.id, builder.leadership, colleague.id), token);
  expect(await closed).toBe(4403);
});

it('ends when the session ends', async () => {
  const { token } = await server.found();
  const client = await new LiveClient(server).hello(token, 0);
  await client.until(() => client.items.length >= 6);
  const closed = client.closed();
  server.clock.forward(13 * 3_600_000);
  await server.services.hub.sweep();
  expect(await closed).toBe(4401);
});

it.each(['session/logout', 'session/end-device'] as const)('ends at once by %s, and no other does', async (name) => {
  const { builder, token: other } = await server.found();
  const { institution, founder } = builder;
  const device = random(16);
  const { nonce } = await server.call('session/challenge', { institution, persona: founder.id });
  const signature = signSession(founder, institution, nonce, origin);
  const request = { institution, persona: founder.id, nonce, signature, device };
  const { token } = await server.call('session/open', request);
  const [client, kept] = [await new LiveClient(server).hello(token, 0), await new LiveClient(server).hello(other, 0)];
  for (const one of [client, kept]) await one.until(() => one.items.length >= 6);
  const closed = client.closed();
  if (name === 'session/logout') await server.call(name, {}, token);
  else await server.call(name, { device }, other);
  expect(await closed).toBe(4401);
  expect(kept.socket.readyState).toBe(WebSocket.OPEN);
  kept.socket.close();
});

it('is refused from another origin, without a session, with a wrong first frame, and for a long one', async () => {
  const foreign = new LiveClient(server, { headers: { origin: 'https://elsewhere.example' } });
  await expect(once(foreign.socket, 'open')).rejects.toThrow('403');
  const unnamed = new LiveClient(server, { headers: {} });
  await once(unnamed.socket, 'open');
  unnamed.socket.close();
  expect(await (await new LiveClient(server).hello('no-such-token-anywhere', 0)).closed()).toBe(4401);
  const { token } = await server.found();
  const talkative = await new LiveClient(server).hello(token, 0);
  const ended = talkative.closed();
  await talkative.until(() => talkative.items.length > 0);
  talkative.socket.send(encodeCbor({ token: 'another word', after: 0 }));
  expect(await ended).toBe(1008);
  const wrong = new LiveClient(server);
  await once(wrong.socket, 'open');
  wrong.socket.send('hello');
  expect(await wrong.closed()).toBe(1008);
  const long = new LiveClient(server);
  await once(long.socket, 'open');
  long.socket.send(new Uint8Array(5000));
  expect(await long.closed()).toBe(1009);
  expect(server.failures).toEqual([]);
});

async function refusedUpgrade(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', ...headers };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(server.address + path, { headers: upgrade }, resolve)
      .once('error', reject)
      .end();
  });
  expect((await answer.toArray()).length).toBe(0);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  return answer.statusCode;
}

it('what is refused before it is a connection carries the headers of every answer, and no words', async () => {
  expect(await refusedUpgrade('/api/live', { origin: 'https://elsewhere.example' })).toBe(403);
  expect(await refusedUpgrade('/api/live', { origin, 'sec-websocket-version': '13' })).toBe(400);
  expect(await refusedUpgrade('/api/other', { origin })).toBe(404);
});

it('catches up in pages that are small in bytes too', async () => {
  const { builder, everyone, token } = await server.found();
  const { founder, leadership } = builder;
  for (let count = 0; count < 4; count++) {
    const event = builder.event(everyone, founder.id, leadership, random(150_000));
    await server.call('append', builder.say(everyone, founder.id, leadership, event), token);
  }
  const client = await new LiveClient(server).hello(token, 0);
  await client.until(() => client.items.filter(({ item }) => item.kind === 'event').length >= 4);
  const sizes = client.frames.map((frame) =>
    frame.kind === 'items' ? frame.items.reduce((sum, { item }) => sum + contentLength(item), 0) : 0,
  );
  expect(Math.max(...sizes)).toBeLessThanOrEqual(262_144);
  expect(client.items.map(({ position }) => position)).toEqual(upTo(client.items.length));
  client.socket.close();
});

it('whoever is connected when the server stops leaves with a trace, before its database is let go', async () => {
  const stopped = await TestServer.start();
  const { builder, token } = await stopped.found();
  const clients = await Promise.all(Array.from({ length: 30 }, () => new LiveClient(stopped).hello(token, 0)));
  await Promise.all(clients.map((client) => client.until(() => client.items.length > 0)));
  const closed = clients.map((client) => client.closed());
  const { size: before } = await stopped.services.accessLog.checkpoint(builder.institution);
  // Read by whoever still can: after the last of them the pool is at its end.
  const ended = stopped.pool.end.bind(stopped.pool);
  let after = 0;
  stopped.pool.end = async () => {
    ({ size: after } = await stopped.services.accessLog.checkpoint(builder.institution));
    await ended();
  };
  await stopped.stop();
  expect(new Set(await Promise.all(closed))).toEqual(new Set([1001]));
  expect(stopped.failures).toEqual([]);
  expect(after - before).toBe(clients.length);
});
