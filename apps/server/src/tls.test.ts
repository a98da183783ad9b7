/**
 * What the server agrees to, tried by a client that offers one thing at a time.
 * @module
 */
import { once } from 'node:events';
import { connect, type ConnectionOptions } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp } from './testing/app.ts';
import { testCertificate } from './testing/certificate.ts';

let app: FastifyInstance;
let port = 0;
const tls = testCertificate();

beforeAll(async () => {
  ({ app } = await testApp({ origin: 'https://localhost', tls }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  if (typeof address === 'object' && address !== null) ({ port } = address);
});
afterAll(() => app.close());

/** Version and suite that were agreed on. Rejects where none was. */
async function agreed(offer: ConnectionOptions): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, ca: tls.cert, servername: 'localhost', ...offer });
  await once(socket, 'secureConnect');
  const found = `${socket.getProtocol() ?? ''} ${socket.getCipher().name}`;
  socket.destroy();
  return found;
}

/** Below the library's own floor, so that it is the server that refuses. */
const weak = '@SECLEVEL=0';

test('the newest version, by the strongest suite of the server’s choice', async () => {
  expect(await agreed({})).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384');
  const ciphers = 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384';
  expect(await agreed({ ciphers })).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384');
});

test.each([
  ['ECDHE-ECDSA-AES128-GCM-SHA256', true],
  ['ECDHE-ECDSA-CHACHA20-POLY1305', true],
  ['ECDHE-ECDSA-AES128-SHA256', false],
  ['ECDHE-ECDSA-AES256-SHA', false],
  ['ECDHE-ECDSA-AES128-CCM', false],
])('TLS 1.2 by %s: %s', async (suite, isTaken) => {
  const offer = agreed({ maxVersion: 'TLSv1.2', ciphers: `${suite}:${weak}` });
  if (isTaken) expect(await offer).toBe(`TLSv1.2 ${suite}`);
  else await expect(offer).rejects.toThrow('handshake failure');
});

test.each(['TLSv1', 'TLSv1.1'] as const)('%s is refused', async (version) => {
  const offer = { minVersion: version, maxVersion: version, ciphers: `DEFAULT:${weak}` } as const;
  await expect(agreed(offer)).rejects.toThrow('protocol version');
});
