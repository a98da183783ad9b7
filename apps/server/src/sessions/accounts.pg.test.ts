/**
 * Login by password, from outside: with the library's own client.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { client } from '@serenity-kit/opaque';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random, signSession } from '../testing/builder.ts';
import { dayOfTest, origin, TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const keyStretching = 'memory-constrained';

async function register(name: string, password: string): Promise<{ account: Bytes; token: string }> {
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const { account, message } = await server.call('account/register-start', { name, message: registrationRequest });
  const { registrationRecord } = client.finishRegistration({
    password,
    clientRegistrationState,
    registrationResponse: message,
    identifiers: loginIdentifiers(name),
    keyStretching,
  });
  return server.call('account/register-finish', { name, account, record: registrationRecord });
}

async function login(name: string, password: string): Promise<{ account: Bytes; token: string } | null> {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const { login, message } = await server.call('account/login-start', { name, message: startLoginRequest });
  const finished = client.finishLogin({
    password,
    clientLoginState,
    loginResponse: message,
    identifiers: loginIdentifiers(name),
    keyStretching,
  });
  if (finished === undefined) return null;
  return server.call('account/login-finish', { login, message: finished.finishLoginRequest });
}

describe('accounts', () => {
  it('registers, logs in, and gives an account token', async () => {
    const { account } = await register('kerstin', 'correct horse');
    const again = await login('kerstin', 'correct horse');
    expect(toHex(again?.account ?? random(16))).toBe(toHex(account));
    expect(await server.call('vault/read', {}, again?.token)).toEqual({ version: 0, bytes: new Uint8Array(0) });
    expect(await login('kerstin', 'wrong')).toBeNull();
  });

  it('refuses a name that is taken, and a record that is none', async () => {
    await register('taken', 'a');
    await expect(register('taken', 'b')).rejects.toMatchObject({ code: 'conflict' });
    const { registrationRequest } = client.startRegistration({ password: 'x' });
    const { account } = await server.call('account/register-start', { name: 'garbage', message: registrationRequest });
    const request = { name: 'garbage', account, record: 'AAAA' };
    await expect(server.call('account/register-finish', request)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('answers an unknown name as a known one', async () => {
    await register('known', 'a');
    const { startLoginRequest: message } = client.startLogin({ password: 'b' });
    const known = await server.call('account/login-start', { name: 'known', message });
    const unknown = await server.call('account/login-start', { name: 'unknown', message });
    expect(unknown.message).toHaveLength(known.message.length);
    for (const { login } of [known, unknown]) {
      const request = { login, message: known.message };
      await expect(server.call('account/login-finish', request)).rejects.toMatchObject({
        code: 'unauthenticated',
        detail: undefined,
      });
    }
  });

  it('a login is finished once, and within a minute', async () => {
    await register('once', 'a');
    const { clientLoginState, startLoginRequest } = client.startLogin({ password: 'a' });
    const { login, message } = await server.call('account/login-start', { name: 'once', message: startLoginRequest });
    const identifiers = loginIdentifiers('once');
    const finished = client.finishLogin({
      password: 'a',
      clientLoginState,
      loginResponse: message,
      identifiers,
      keyStretching,
    });
    const request = { login, message: finished?.finishLoginRequest ?? '' };
    await server.call('account/login-finish', request);
    await expect(server.call('account/login-finish', request)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('stores neither name nor token', async () => {
    const { token } = await register('somebody-rare', 'a');
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ all: string }>("SELECT string_agg(a::text, '') AS all FROM accounts a");
    await owner.end();
    expect(rows[0]?.all).not.toContain('somebody-rare');
    expect(rows[0]?.all).not.toContain(token);
  });
});

describe('wraps and vault', () => {
  it('keeps wraps, and replaces one by its id', async () => {
    const { token } = await register('wraps', 'a');
    const wrap = { id: random(16), kind: 'password', version: 1, bytes: random(72), salt: random(16) } as const;
    await server.call('wraps/write', { wrap }, token);
    const newer = { ...wrap, version: 2, bytes: random(72) };
    await server.call('wraps/write', { wrap: newer }, token);
    expect(await server.call('wraps/read', {}, token)).toEqual({ wraps: [{ ...newer, since: dayOfTest }] });
  });

  it('writes the vault by compare-and-swap', async () => {
    const { token } = await register('vault', 'a');
    const write = (version: number) => server.call('vault/write', { version, bytes: Uint8Array.of(version) }, token);
    await expect(write(2)).rejects.toMatchObject({ code: 'conflict' });
    const both = await Promise.allSettled([write(1), write(1)]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    await write(2);
    await expect(write(1)).rejects.toMatchObject({ code: 'conflict' });
    await expect(write(0)).rejects.toMatchObject({ code: 'conflict' });
    expect(await server.call('vault/read', {}, token)).toEqual({ version: 2, bytes: Uint8Array.of(2) });
  });
});

describe('sessions', () => {
  it('an account token speaks for no persona, and the other way round', async () => {
    const { token: account } = await register('both', 'a');
    const { token: persona } = await server.found();
    await expect(server.call('space/list', {}, account)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(server.call('vault/read', {}, persona)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('a challenge is good once, for a minute, for its persona, its key and this origin', async () => {
    const { builder } = await server.found();
    const { institution, founder } = builder;
    const who = { institution, persona: founder.id };
    const challenge = async () => (await server.call('session/challenge', who)).nonce;
    const open = (nonce: Bytes, signature: Bytes) => server.call('session/open', { ...who, nonce, signature });
    const refused = { code: 'unauthenticated' };

    const nonce = await challenge();
    await expect(
      open(nonce, signSession(founder, institution, nonce, 'https://elsewhere.example')),
    ).rejects.toMatchObject(refused);
    await expect(open(nonce, signSession(founder, institution, nonce, origin))).rejects.toMatchObject(refused);

    const foreign = await challenge();
    await expect(
      open(foreign, signSession({ ...builder.someone(), id: founder.id }, institution, foreign, origin)),
    ).rejects.toMatchObject(refused);
    const old = await challenge();
    server.clock.forward(61_000);
    await expect(open(old, signSession(founder, institution, old, origin))).rejects.toMatchObject(refused);
    const own = random(32);
    await expect(open(own, signSession(founder, institution, own, origin))).rejects.toMatchObject(refused);
    const good = await challenge();
    expect((await open(good, signSession(founder, institution, good, origin))).token).toHaveLength(43);
  });

  it('ends after twelve idle hours, and is found again by a new process', async () => {
    const { token } = await server.found();
    server.clock.forward(11 * 3_600_000);
    await server.call('space/list', {}, token);
    server.clock.forward(11 * 3_600_000);
    await server.call('space/list', {}, token);
    server.clock.forward(13 * 3_600_000);
    await expect(server.call('space/list', {}, token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
