/**
 * How long a session lives, whatever the clock does.
 * @module
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const yearMs = 365 * 86_400_000;

it('one that was begun while the clock was ahead ends when it is right again, in memory and after a restart', async () => {
  const { builder } = await server.found();
  server.clock.forward(yearMs);
  const token = await server.session(builder.institution, builder.founder);
  await expect(server.call('space/list', {}, token)).resolves.toBeDefined();
  server.clock.forward(-yearMs);
  await expect(server.call('space/list', {}, token)).rejects.toThrow('unauthenticated');
  server.services.personaTokens.forgetAll();
  await expect(server.call('space/list', {}, token)).rejects.toThrow('unauthenticated');
});
