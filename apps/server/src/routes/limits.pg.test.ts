/**
 * Limits over HTTP.
 * @module
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ address: 40, stranger: 14, name: 3 });
});
afterAll(() => server.stop());

it('recovery codes under one name, known or not, together with logins', async () => {
  const codes: string[] = [];
  for (let i = 0; i < 4; i++) {
    const answer = await server
      .call('recovery/open', { name: 'somebody else', proof: random(32) })
      .catch((error: unknown) => error);
    codes.push(answer instanceof Error ? answer.message : '');
  }
  expect(codes).toEqual(['unauthenticated', 'unauthenticated', 'unauthenticated', 'too-many-requests']);
});

it('logins under one name, calls without a session, calls of any kind', async () => {
  const codes: number[] = [];
  const message = 'not-a-message';
  for (let i = 0; i < 4; i++) {
    const answer = await server
      .call('account/login-start', { name: 'somebody', message })
      .catch((error: unknown) => error);
    codes.push(answer instanceof Error && answer.message.startsWith('too-many-requests') ? 429 : 400);
  }
  expect(codes).toEqual([400, 400, 400, 429]);
  const who = { institution: random(16), persona: random(16) };
  for (let i = 0; i < 6; i++) await server.call('session/challenge', who);
  await expect(server.call('session/challenge', who)).rejects.toMatchObject({ code: 'too-many-requests' });
  let refused = 0;
  for (let i = 0; i < 40; i++) {
    const { status } = await server.raw('/api/space/list', Uint8Array.of(0xa0));
    if (status === 429) refused += 1;
    else expect(status).toBe(401);
  }
  expect(refused).toBeGreaterThan(0);
});

it.each(['append', 'vault/write', 'account/renew', 'snapshot/write'])(
  '%s: of the body of somebody without a session nothing is waited for',
  async (name) => {
    const { port } = new URL(server.address);
    const head = `POST /api/${name} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/cbor\r\ncontent-length: 500000\r\n\r\n`;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head));
      socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1'))).once('error', reject);
      socket.once('data', () => socket.destroy());
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4(?:01|29) /u);
  },
);
