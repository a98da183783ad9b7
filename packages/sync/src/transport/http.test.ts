import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { statusOf } from '@obhut/protocol/errors.ts';
import { routes } from '@obhut/protocol/routes.ts';
import { afterEach, expect, test } from 'vitest';
import { HttpTransport } from './http.ts';
import { OfflineError } from './transport.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A transport to a server that answers so. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse, body: Uint8Array) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, new Uint8Array(Buffer.concat(chunks))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  cleanups.push(stop);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { transport: new HttpTransport(`http://127.0.0.1:${address.port}`), stop };
}

const invite = Uint8Array.from({ length: 16 }, (_, i) => i);
const located = { institution: invite, leadership: invite };

test('a call names nothing in its address, carries the token in a header, and CBOR both ways', async () => {
  const { transport } = await answering((request, response, body) => {
    expect(request.url).toBe('/api/letter/locate');
    expect(request.headers).toMatchObject({ authorization: 'Bearer a-token', 'content-type': 'application/cbor' });
    expect(request.headers).not.toHaveProperty('referer');
    expect(decodeCbor(routes['letter/locate'].request, body)).toEqual({ invite });
    response.end(encodeCbor(located));
  });
  expect(await transport.call('letter/locate', { invite }, 'a-token')).toEqual(located);
});

test.each([
  ['a refusal', 409, encodeCbor({ code: 'conflict', detail: 'index' }), 'conflict', 'index'],
  ['a refusal without detail', 404, encodeCbor({ code: 'not-found' }), 'not-found', undefined],
  ['a page of a proxy that cannot reach the server', 502, '<html>', 'unavailable', 'not-obhut'],
  ['a page of somebody else', 403, '<html>', 'internal', 'not-obhut'],
  ['an answer that is no CBOR', 200, '<html>', 'internal', 'answer'],
  ['an answer of another form', 200, encodeCbor({ institution: invite }), 'internal', 'answer'],
] as const)('%s', async (_, status, body, code, detail) => {
  const { transport } = await answering((_request, response) => response.writeHead(status).end(body));
  await expect(transport.call('letter/locate', { invite }, null)).rejects.toMatchObject({ code, detail });
});

/** Fetch keeps 421 to itself: it tries another connection, and Node’s has none. */
test('every code of the list but one comes through', async () => {
  const { misdirected: _, ...others } = statusOf;
  for (const [code, status] of Object.entries(others)) {
    const { transport } = await answering((_, response) => response.writeHead(status).end(encodeCbor({ code })));
    await expect(transport.call('letter/locate', { invite }, null)).rejects.toMatchObject({ code });
  }
});

test('an answer without end is given up', async () => {
  const mebibyte = new Uint8Array(1_048_576);
  const { transport } = await answering((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(mebibyte));
    };
    response.on('drain', more);
    more();
  });
  const call = transport.call('letter/locate', { invite }, null);
  await expect(call).rejects.toMatchObject({ code: 'internal', detail: 'answer-too-long' });
});

test('a redirect is not followed, a server that is not there or hangs up is offline', async () => {
  const redirecting = await answering((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
  await expect(redirecting.transport.call('letter/locate', { invite }, 'a-token')).rejects.toThrow(OfflineError);
  const hanging = await answering((_, response) => response.destroy());
  await expect(hanging.transport.call('letter/locate', { invite }, null)).rejects.toThrow(OfflineError);
  const cut = await answering((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.destroy());
  });
  await expect(cut.transport.call('letter/locate', { invite }, null)).rejects.toThrow(OfflineError);
  const gone = await answering(() => undefined);
  await gone.stop();
  await expect(gone.transport.call('letter/locate', { invite }, null)).rejects.toThrow(OfflineError);
});

test('a live connection that is refused is closed, once', async () => {
  const { transport, stop } = await answering((_, response) => response.writeHead(404).end());
  let closed = 0;
  await new Promise<void>((resolve) => {
    transport.live('a-token', 0, {
      frame: () => expect.unreachable(),
      closed: () => {
        closed++;
        resolve();
      },
    });
  });
  await stop();
  expect(closed).toBe(1);
});
