/**
 * What a call must be, and what every answer to one says beside what was asked for.
 * @module
 */
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await TestServer.start();
  ({ token } = await server.found());
});
afterAll(() => server.stop());

const body = encodeCbor({});

async function asked(init: RequestInit & { headers?: Record<string, string> }, path = '/api/space/list') {
  const { status, headers } = await server.fetch(path, init);
  return [status, headers.get('cache-control'), headers.get('content-type')];
}

it('an answer is CBOR that nobody on the way keeps', async () => {
  const [kept, type] = ['no-store', 'application/cbor'];
  const authorized = { authorization: `Bearer ${token}`, 'content-type': type };
  expect(await asked({ method: 'POST', headers: authorized, body })).toEqual([200, kept, type]);
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
    expect(await asked({ method, headers: authorized })).toEqual([405, kept, type]);
  expect(await asked({ method: 'POST', headers: authorized })).toEqual([400, kept, type]);
  expect(await asked({ method: 'POST', headers: { ...authorized, 'content-type': 'text/plain' }, body })).toEqual([
    415,
    kept,
    type,
  ]);
});

it('whose it is stands in its head, and nowhere else', async () => {
  const type = { 'content-type': 'application/cbor' };
  const good = `Bearer ${token}`;
  for (const authorization of [undefined, token, good.toLowerCase(), `${good} `.repeat(2), 'Bearer ', `${good}x`]) {
    const headers = authorization === undefined ? type : { ...type, authorization };
    for (const path of ['/api/space/list', '/api/vault/read'])
      expect((await asked({ method: 'POST', headers, body }, path))[0]).toBe(401);
  }
});

it('most calls are small', async () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/cbor' };
  const large = (size: number) => asked({ method: 'POST', headers, body: new Uint8Array(size) }, '/api/space/list');
  expect((await large(65_536))[0]).toBe(400);
  expect((await large(65_537))[0]).toBe(413);
});
