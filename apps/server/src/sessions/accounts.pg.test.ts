/**
 * Login by password, and what an account keeps, from outside: with the library's own client of OPAQUE.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import { client } from '@serenity-kit/opaque';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { login, newWrap, prove, recordOf, register } from '../testing/accounts.ts';
import { random } from '../testing/builder.ts';
import { dayOfTest, TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe('accounts', () => {
  it('registers, logs in, and gives an account token', async () => {
    const { account } = await register(server, 'kerstin', 'correct horse');
    const again = await login(server, 'kerstin', 'correct horse');
    expect(toHex(again?.account ?? random(16))).toBe(toHex(account));
    expect(await server.call('vault/read', {}, again?.token)).toEqual({ version: 0, bytes: new Uint8Array(0) });
    expect(await login(server, 'kerstin', 'wrong')).toBeNull();
  });

  it('refuses a name that is taken, and a record that is none', async () => {
    await register(server, 'taken', 'a');
    await expect(register(server, 'taken', 'b')).rejects.toMatchObject({ code: 'conflict' });
    const { registrationRequest } = client.startRegistration({ password: 'x' });
    const { account } = await server.call('account/register-start', { name: 'garbage', message: registrationRequest });
    const request = { name: 'garbage', account, record: 'AAAA' };
    await expect(server.call('account/register-finish', request)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('a registration is finished by its name and id, once, within a minute', async () => {
    const start = async (name: string) => {
      let account = random(16);
      const record = await recordOf(name, 'a', async (message) => {
        const started = await server.call('account/register-start', { name, message });
        ({ account } = started);
        return started.message;
      });
      return { name, account, record };
    };
    const finish = (request: Awaited<ReturnType<typeof start>>) => server.call('account/register-finish', request);
    const malformed = { code: 'malformed', detail: 'registration' };
    await expect(finish({ ...(await start('one')), account: random(16) })).rejects.toMatchObject(malformed);
    const another = { ...(await start('one')), name: 'another' };
    await expect(finish(another)).rejects.toMatchObject(malformed);
    await expect(finish({ ...another, name: 'one' })).rejects.toMatchObject(malformed);
    const late = await start('one');
    server.clock.forward(60_001);
    await expect(finish(late)).rejects.toMatchObject(malformed);
    expect(await login(server, 'one')).toBeNull();
    await finish(await start('one'));
    expect(await login(server, 'one')).not.toBeNull();
  });

  it('answers an unknown name as a known one', async () => {
    await register(server, 'known', 'a');
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
    await register(server, 'once', 'a');
    const request = (await prove(server, 'once')) ?? { login: random(16), message: 'AAAA' };
    await server.call('account/login-finish', request);
    await expect(server.call('account/login-finish', request)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('stores neither name nor token', async () => {
    const { token } = await register(server, 'somebody-rare', 'a');
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
    const { token } = await register(server, 'wraps', 'a');
    const wrap = { id: random(16), kind: 'password', version: 1, bytes: random(72), salt: random(16) } as const;
    await server.call('wraps/write', { wrap }, token);
    const newer = { ...wrap, version: 2, bytes: random(72) };
    await server.call('wraps/write', { wrap: newer }, token);
    expect(await server.call('wraps/read', {}, token)).toEqual({ wraps: [{ ...newer, since: dayOfTest }] });
  });

  it('writes the vault by compare-and-swap', async () => {
    const { token } = await register(server, 'vault', 'a');
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

const listed = async (token: string) =>
  (await server.call('wraps/read', {}, token)).wraps.map(({ id }) => toHex(id)).sort();

describe('ways in that are kept', () => {
  const unauthenticated = { code: 'unauthenticated' };

  it('a recovery code opens its wrap by the name and the code, and a newer one takes its place', async () => {
    const { account, token } = await register(server, 'recovering');
    await register(server, 'somebody else');
    const open = (name: string, proof: Bytes) => server.call('recovery/open', { name, proof });
    const write = async (proof: Bytes) => {
      const wrap = newWrap('recovery');
      await server.call('recovery/write', { wrap, lookup: recoveryLookup(proof) }, token);
      return wrap;
    };
    const [first, second] = [random(32), random(32)];
    expect(await open('recovering', first).catch(() => null)).toBeNull();
    const earlier = await write(first);
    expect(await open('recovering', first)).toEqual({ account, wrap: earlier });
    const password = newWrap('password');
    await server.call('wraps/write', { wrap: password }, token);
    const wrap = await write(second);
    expect(await open('recovering', second)).toEqual({ account, wrap });
    expect(await listed(token)).toEqual([password.id, wrap.id].map(toHex).sort());
    await expect(open('recovering', first)).rejects.toMatchObject(unauthenticated);
    await expect(open('recovering', recoveryLookup(second))).rejects.toMatchObject(unauthenticated);
    for (const name of ['somebody else', 'nobody'])
      await expect(open(name, second)).rejects.toMatchObject(unauthenticated);
  });

  it('a passkey opens its wrap until it is removed; the password is never removed, and nothing of somebody else', async () => {
    const { account, token } = await register(server, 'passkeys');
    const { token: foreign } = await register(server, 'another with passkeys');
    const open = (proof: Bytes) => server.call('passkey/open', { proof });
    const remove = (id: Bytes, by = token) => server.call('wraps/remove', { id }, by);
    const [password, wrap, proof] = [newWrap('password'), newWrap('passkey'), random(32)];
    await server.call('wraps/write', { wrap: password }, token);
    await server.call('passkey/write', { wrap, lookup: passkeyLookup(proof) }, token);
    expect(await open(proof)).toEqual({ account, wrap });
    await expect(open(random(32))).rejects.toMatchObject(unauthenticated);
    const same = { wrap: newWrap('passkey'), lookup: passkeyLookup(proof) };
    await expect(server.call('passkey/write', same, foreign)).rejects.toMatchObject({ code: 'conflict' });
    await remove(wrap.id, foreign);
    await expect(remove(password.id)).rejects.toMatchObject({ code: 'refused', detail: 'kind' });
    expect(await listed(token)).toEqual([password.id, wrap.id].map(toHex).sort());
    await remove(wrap.id);
    await remove(random(16));
    await expect(open(proof)).rejects.toMatchObject(unauthenticated);
    expect(await listed(token)).toEqual([toHex(password.id)]);
  });

  it('each kind has its own call', async () => {
    const { token } = await register(server, 'kinds');
    const lookup = random(32);
    const calls = {
      password: (wrap: ReturnType<typeof newWrap>) => server.call('wraps/write', { wrap }, token),
      passkey: (wrap: ReturnType<typeof newWrap>) => server.call('passkey/write', { wrap, lookup }, token),
      recovery: (wrap: ReturnType<typeof newWrap>) => server.call('recovery/write', { wrap, lookup }, token),
    };
    for (const kind of ['password', 'passkey', 'recovery'] as const)
      for (const call of ['password', 'passkey', 'recovery'] as const)
        if (call !== kind)
          await expect(calls[call](newWrap(kind))).rejects.toMatchObject({ code: 'refused', detail: 'kind' });
    expect(await listed(token)).toEqual([]);
  });

  it('there are 32 at most; one of them may still be written anew', async () => {
    const { token } = await register(server, 'many');
    const put = (wrap = newWrap('passkey')) =>
      server.call('passkey/write', { wrap, lookup: passkeyLookup(random(32)) }, token);
    const first = newWrap('passkey');
    await put(first);
    for (let i = 1; i < 32; i++) await put();
    await expect(put()).rejects.toMatchObject({ code: 'refused', detail: 'wraps' });
    await put({ ...first, version: 2 });
    expect(await listed(token)).toHaveLength(32);
  });
});
