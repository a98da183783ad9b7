/**
 * How long a session lives, whatever the clock does, and whose it is.
 * @module
 */
import { utf8 } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { register } from '../testing/accounts.ts';
import { TestServer } from '../testing/server.ts';
import { sweepTokens } from './tokens.ts';

let server: TestServer;
let superuser: pg.Client;
beforeAll(async () => {
  server = await TestServer.start();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.stop();
});

const minuteMs = 60_000;
const idleMs = 12 * 60 * minuteMs;
const yearMs = 365 * 86_400_000;

const kinds = ['account', 'persona'] as const;
let names = 0;
/** One session, and a call that only one of its kind may make. */
async function begin(kind: (typeof kinds)[number]) {
  names += 1;
  const { token } = kind === 'account' ? await register(server, `name ${names}`) : await server.found();
  const call = () => (kind === 'account' ? server.call('vault/read', {}, token) : server.call('space/list', {}, token));
  return { table: `${kind}_sessions`, token, call };
}

/** As after a restart. */
function restart(): void {
  server.services.accountTokens.forgetAll();
  server.services.personaTokens.forgetAll();
}

/** When a session was used last, as it is written down; undefined: it is not. */
async function written({ table, token }: { table: string; token: string }): Promise<number | undefined> {
  const text = `SELECT last_used AS used FROM ${table} WHERE token_hash = $1`;
  return (await superuser.query<{ used: Date }>(text, [Buffer.from(hash(utf8(token)))])).rows[0]?.used.getTime();
}

const over = { code: 'unauthenticated' };

describe('a session', () => {
  it('of an account speaks for no persona, and the other way round', async () => {
    const [account, persona] = [await begin('account'), await begin('persona')];
    await expect(server.call('space/list', {}, account.token)).rejects.toMatchObject(over);
    await expect(server.call('vault/read', {}, persona.token)).rejects.toMatchObject(over);
  });

  it.each(kinds)('ends after twelve idle hours: %s', async (kind) => {
    const { call } = await begin(kind);
    await call();
    server.clock.forward(9 * minuteMs);
    await call();
    server.clock.forward(idleMs);
    await call();
    server.clock.forward(idleMs + 1);
    await expect(call()).rejects.toMatchObject(over);
  });

  it.each(kinds)('is found again by a new process, and ends as in memory: %s', async (kind) => {
    const { call } = await begin(kind);
    for (let i = 0; i < 2; i++) {
      server.clock.forward(idleMs - minuteMs);
      restart();
      await call();
    }
    server.clock.forward(idleMs + 1);
    restart();
    await expect(call()).rejects.toMatchObject(over);
  });

  it.each(kinds)('whose row is gone is over as soon as every token is looked up again: %s', async (kind) => {
    const { table, call } = await begin(kind);
    await call();
    await superuser.query(`DELETE FROM ${table}`);
    restart();
    await expect(call()).rejects.toMatchObject(over);
  });

  it('is used where somebody calls, not where the server looks whether it is over', async () => {
    const { token } = await server.found();
    const look = () => server.services.personaTokens.owner(token, false);
    const begun = await written({ table: 'persona_sessions', token });
    server.clock.forward(idleMs);
    expect(await look()).toBeDefined();
    expect(await written({ table: 'persona_sessions', token })).toBe(begun);
    server.clock.forward(1);
    expect(await look()).toBeUndefined();
  });

  it.each(kinds)('has its last use written down every ten minutes: %s', async (kind) => {
    const session = await begin(kind);
    const begun = server.clock.now();
    await session.call();
    server.clock.forward(10 * minuteMs);
    await session.call();
    expect(await written(session)).toBe(begun);
    server.clock.forward(1);
    await session.call();
    const first = server.clock.now();
    expect(await written(session)).toBe(first);
    server.clock.forward(10 * minuteMs);
    await session.call();
    expect(await written(session)).toBe(first);
  });

  it('that was begun while the clock was ahead ends when it is right again, in memory and after a restart', async () => {
    const { builder } = await server.found();
    server.clock.forward(yearMs);
    const token = await server.session(builder.institution, builder.founder);
    await expect(server.call('space/list', {}, token)).resolves.toBeDefined();
    server.clock.forward(-yearMs);
    await expect(server.call('space/list', {}, token)).rejects.toThrow('unauthenticated');
    restart();
    await expect(server.call('space/list', {}, token)).rejects.toThrow('unauthenticated');
  });
});

it('what has been idle for more than twelve hours is deleted, and nothing else', async () => {
  const idle = [await begin('account'), await begin('persona')];
  server.clock.forward(1);
  const lasting = [await begin('account'), await begin('persona')];
  server.clock.forward(idleMs);
  await sweepTokens(server.pool, server.clock);
  for (const session of idle) expect(await written(session)).toBeUndefined();
  for (const session of lasting) expect(await written(session)).toBe(server.clock.now() - idleMs);
  restart();
  for (const { call } of lasting) await call();
});
