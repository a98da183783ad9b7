/**
 * Whatever is sent is answered by one of the protocol's codes, and never by a failure of ours.
 * @module
 */
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { errorBody, statusOf } from '@obhut/protocol/errors.ts';
import { routes, type RouteName } from '@obhut/protocol/routes.ts';
import { arbitraryOf, type Known } from '@obhut/protocol/testing/arbitrary.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertAccount } from '../db/accounts.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
let account: string;
const accountId = new Uint8Array(16).fill(7);
beforeAll(async () => {
  server = await TestServer.start();
  founded = await server.found();
  const hmac = server.services.accounts.loginHmac('somebody');
  await insertAccount(server.pool, accountId, hmac, 'no record');
  account = await server.services.accountTokens.issue(accountId, undefined);
});
afterAll(() => server.stop());

const bytes = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((value) => Uint8Array.from(value));
/** Mostly ids that exist: with others every call ends at once. */
const id = fc.oneof(
  bytes(16, 16),
  fc.integer({ min: 0, max: 4 }).map((i): Bytes => {
    const { builder, everyone, team } = founded;
    return [builder.institution, builder.leadership, builder.founder.id, everyone, team][i] ?? everyone;
  }),
);
/** An event that would be taken, but for one thing. */
const almost = fc
  .record({
    field: fc.constantFrom('epoch', 'index', 'expiry', 'none'),
    value: fc.oneof(fc.nat(5), fc.maxSafeNat()),
    bytes: bytes(1, 40),
    event: id,
  })
  .map((change) => {
    const { builder, everyone } = founded;
    const good = builder.event(everyone, builder.founder.id, builder.leadership, change.bytes, change.event);
    return change.field === 'none'
      ? good
      : { ...good, [change.field]: change.field === 'expiry' ? change.value % 100_000 : change.value };
  });
/** Where it would go. */
const sayingAlmost = almost.map((event) => ({
  parts: [{ space: founded.everyone, index: event.index + 1, items: [event] }],
}));

const known: Known = {
  bytes: (length) => (length === 16 ? id : bytes(length, length)),
  text: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/u),
};
const valid = (name: RouteName): fc.Arbitrary<unknown> => {
  const drawn = arbitraryOf(routes[name].request, known);
  return name === 'append' ? fc.oneof(drawn, sayingAlmost) : drawn;
};
/** In the end nobody is logged in any more. */
const last: RouteName = 'account/delete';
const names = [...Object.keys(routes).filter((name): name is RouteName => name in routes && name !== last), last];

/** One byte other, some cut off, some put on. */
const damage = fc.oneof(
  fc.record({ at: fc.nat(), byte: fc.nat(255) }).map(({ at, byte }) => (value: Bytes): Bytes => {
    const copy = Uint8Array.from(value);
    if (copy.length > 0) copy[at % copy.length] = byte;
    return copy;
  }),
  fc.nat().map(
    (at) =>
      (value: Bytes): Bytes =>
        value.slice(0, at % (value.length + 1)),
  ),
  bytes(1, 8).map(
    (more) =>
      (value: Bytes): Bytes =>
        Uint8Array.from([...value, ...more]),
  ),
);

function tokenFor(who: 'nobody' | 'account' | 'persona' | 'forged'): string | undefined {
  return { nobody: undefined, account, persona: founded.token, forged: 'A'.repeat(43) }[who];
}

const closed = new Set<number>(Object.values(statusOf));

function assertClosed(status: number, body: Bytes): void {
  if (status === 200) return;
  expect(status).toBeLessThan(500);
  expect(closed.has(status)).toBe(true);
  const { code } = decodeCbor(errorBody, body);
  expect(statusOf[code]).toBe(status);
}

const caller = fc.constantFrom('nobody', 'account', 'persona', 'forged');

it.each(names)('%s', async (name) => {
  await fc.assert(
    fc.asyncProperty(valid(name), caller, fc.option(damage, { freq: 2 }), async (request, who, spoil) => {
      const good = encodeCbor(request);
      const { status, body } = await server.raw(`/api/${name}`, spoil === null ? good : spoil(good), tokenFor(who));
      assertClosed(status, body);
      const isOpen = routes[name].needs === 'nothing' || routes[name].needs === who;
      if (!isOpen) expect(status).not.toBe(200);
      if (!isOpen && spoil === null) expect(status).toBe(401);
    }),
    { numRuns: 60 },
  );
  expect(server.failures).toEqual([]);
  const { builder } = founded;
  // Whoever has logged out logs in again for what comes next.
  if (name === 'account/logout') account = await server.services.accountTokens.issue(accountId, undefined);
  if (name === 'session/logout') founded.token = await server.session(builder.institution, builder.founder);
});

it('control records: bytes of real ones, damaged', async () => {
  const { builder, everyone, token } = founded;
  await fc.assert(
    fc.asyncProperty(damage, async (spoil) => {
      const before = builder.states.get(toHex(everyone));
      const request = builder.add(
        everyone,
        builder.founder.id,
        builder.leadership,
        builder.entry(builder.someone(), 'reader'),
      );
      if (before !== undefined) builder.states.set(toHex(everyone), before);
      const parts = request.parts.map((part) => ({
        ...part,
        items: part.items.map((item) => (item.kind === 'control' ? { ...item, record: spoil(item.record) } : item)),
      }));
      const { status, body } = await server.raw('/api/append', encodeCbor({ parts }), token);
      if (status === 200)
        builder.put(everyone, parts[0]?.items[0]?.kind === 'control' ? parts[0].items[0].record : new Uint8Array(0));
      assertClosed(status, body);
    }),
    { numRuns: 100 },
  );
});

it('other methods, types and paths', async () => {
  const get = await server.fetch('/api/append', { method: 'GET' });
  expect(get.status).toBe(405);
  const text = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' };
  expect((await server.fetch('/api/session/challenge', text)).status).toBe(415);
  expect((await server.fetch('/api/session/challenge', { method: 'POST' })).status).toBe(400);
  // Where much may come, who is asking comes before what they say.
  expect((await server.fetch('/api/append', text)).status).toBe(401);
  const unknown = await server.raw('/api/no-such-call', new Uint8Array(1));
  expect(unknown.status).toBe(404);
  const large = await server.raw('/api/space/list', new Uint8Array(100_000), founded.token);
  expect(large.status).toBe(413);
});

it('blobs with any headers', async () => {
  const value = fc.oneof(
    id.map((bytes) => toHex(bytes)),
    fc.stringMatching(/^[ -~]{0,40}$/u),
  );
  const request = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'HEAD'),
    space: value,
    blob: value,
    offset: fc.oneof(fc.nat(100_000).map(String), value),
    range: fc.oneof(fc.constant('bytes=0-1'), fc.stringMatching(/^bytes=[0-9,-]{0,10}$/u)),
    who: caller,
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, space, blob, offset, range, who }) => {
      const token = tokenFor(who);
      const headers = {
        [blobHeaders.space]: space,
        [blobHeaders.blob]: blob,
        [blobHeaders.offset]: offset,
        range,
        ...(method === 'PUT' ? { 'content-type': 'application/octet-stream' } : {}),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const response = await server.fetch('/api/blob', {
        method,
        headers,
        ...(method === 'PUT' ? { body: new Uint8Array(20) } : {}),
      });
      expect([200, 206, 400, 401, 404, 409, 416, 422]).toContain(response.status);
      await response.arrayBuffer();
    }),
    { numRuns: 150 },
  );
  expect(server.failures).toEqual([]);
});
