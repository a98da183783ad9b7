/**
 * What every answer to a call says beside what was asked for.
 * @module
 */
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { expect, it } from 'vitest';
import { TestServer } from '../testing/server.ts';

it('an answer is CBOR that nobody on the way keeps', async () => {
  const server = await TestServer.start();
  try {
    const { token } = await server.found();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/cbor' };
    const answer = await server.fetch('/api/space/list', { method: 'POST', headers, body: encodeCbor({}) });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([
      200,
      'no-store',
      'application/cbor',
    ]);
  } finally {
    await server.stop();
  }
});
