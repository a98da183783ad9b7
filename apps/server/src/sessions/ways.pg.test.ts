/**
 * The ways into an account beside its password, and what ends when the password, the secret or the account does.
 * @module
 */
import { mostEndedDevices } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { login, newSignKey, newWrap, prove, recordOf, register, type Proof } from '../testing/accounts.ts';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const refused = { code: 'unauthenticated' };

let names = 0;
function newName(): string {
  names += 1;
  return `somebody ${names}`;
}

const lives = (token: string): Promise<boolean> =>
  server.call('vault/read', {}, token).then(
    () => true,
    () => false,
  );

/** Which sessions go on: as this process has them in memory, and as one finds them that has just started. */
async function living(...tokens: string[]): Promise<boolean[][]> {
  const inMemory = await Promise.all(tokens.map(lives));
  server.services.accountTokens.forgetAll();
  return [inMemory, await Promise.all(tokens.map(lives))];
}

/** An account with a key, and a second session beside that of its registration, both in the server's memory. */
async function established() {
  const name = newName();
  const { account, token } = await register(server, name);
  const key = newSignKey();
  await server.call('account/key', { key: key.publicKey }, token);
  const open = async (device: { device?: Bytes } = {}) => {
    const { nonce } = await server.call('account/challenge', { account });
    const request = { account, nonce, signature: key.sign(account, nonce), ...device };
    return (await server.call('account/session', request)).token;
  };
  const other = await open();
  expect(await Promise.all([token, other].map(lives))).toEqual([true, true]);
  return { name, account, token, key, open, other };
}

/** Of the password. */
async function change(
  { name, token }: { name: string; token: string },
  { record, wrap = newWrap('password') }: Partial<RequestOf<'password/finish'>> = {},
) {
  const respond = async (message: string) => (await server.call('password/start', { name, message }, token)).message;
  const request = { name, record: record ?? (await recordOf(name, 'b', respond)), wrap };
  await server.call('password/finish', request, token);
  return wrap;
}

/** Of the secret. */
async function renew(
  token: string,
  proof: Proof | null,
  { wrap = newWrap('password'), version = 1 }: { wrap?: RequestOf<'account/renew'>['wrap']; version?: number } = {},
) {
  const key = newSignKey();
  const vault = { version, bytes: random(40) };
  const { login, message } = proof ?? { login: random(16), message: 'AAAA' };
  await server.call('account/renew', { login, message, wrap, vault, key: key.publicKey }, token);
  return { wrap, vault, key };
}

async function openFor(challenged: Bytes, account: Bytes, sign: (nonce: Bytes) => Bytes) {
  const { nonce } = await server.call('account/challenge', { account: challenged });
  return server.call('account/session', { account, nonce, signature: sign(nonce) });
}

describe('a session by the key that follows from the secret', () => {
  it('takes a challenge of the last minute, once', async () => {
    const { account, key } = await established();
    const challenge = async () => (await server.call('account/challenge', { account })).nonce;
    const open = (nonce: Bytes) =>
      server.call('account/session', { account, nonce, signature: key.sign(account, nonce) });

    const nonce = await challenge();
    expect(nonce).toHaveLength(32);
    server.clock.forward(60_000);
    const { token } = await open(nonce);
    expect(await lives(token)).toBe(true);
    await expect(open(nonce)).rejects.toMatchObject(refused);
    const old = await challenge();
    server.clock.forward(60_001);
    await expect(open(old)).rejects.toMatchObject(refused);
    await expect(open(random(32))).rejects.toMatchObject(refused);
  });

  it('is of the account that was challenged, by its key, for this origin', async () => {
    const [one, another] = [await established(), await established()];
    const signed = (nonce: Bytes) => one.key.sign(one.account, nonce);
    await expect(openFor(another.account, one.account, signed)).rejects.toMatchObject(refused);
    await expect(
      openFor(one.account, one.account, (nonce) => another.key.sign(one.account, nonce)),
    ).rejects.toMatchObject(refused);
    await expect(
      openFor(one.account, one.account, (nonce) => one.key.sign(one.account, nonce, 'https://elsewhere.example')),
    ).rejects.toMatchObject(refused);
    expect((await openFor(one.account, one.account, signed)).token).toHaveLength(43);
  });

  it('is not opened for an account that has no key so far, nor for one that does not exist', async () => {
    const { account } = await register(server, newName());
    const key = newSignKey();
    for (const id of [account, random(16)]) {
      const { nonce } = await server.call('account/challenge', { account: id });
      const request = { account: id, nonce, signature: key.sign(id, nonce) };
      await expect(server.call('account/session', request)).rejects.toMatchObject(refused);
    }
  });

  it('its key is written once, and again is no mistake', async () => {
    const { key, token, open } = await established();
    const write = (of: Bytes) => server.call('account/key', { key: of }, token);
    await write(key.publicKey);
    await expect(write(newSignKey().publicKey)).rejects.toMatchObject({ code: 'conflict', detail: 'key' });
    expect(await lives(await open())).toBe(true);
  });
});

describe('a new password', () => {
  it('takes the place of the old one and its wrap, and ends every session but its own', async () => {
    const one = await established();
    const neighbour = await established();
    await server.call('wraps/write', { wrap: newWrap('password') }, one.token);
    const wrap = await change(one);
    expect((await server.call('wraps/read', {}, one.token)).wraps.map(({ id }) => id)).toEqual([wrap.id]);
    expect(await login(server, one.name, 'a')).toBeNull();
    expect(await login(server, one.name, 'b')).toMatchObject({ account: one.account });
    const going = [true, false, true, true];
    expect(await living(one.token, one.other, neighbour.token, neighbour.other)).toEqual([going, going]);
  });

  it('leaves the session by which it was set its twelve hours', async () => {
    const one = await established();
    server.clock.forward(60_000);
    await change(one);
    // The last use is too young to be written down, so it is in memory only.
    server.clock.forward(12 * 3_600_000);
    expect(await lives(one.token)).toBe(true);
  });

  it.each(['passkey', 'recovery'] as const)('comes with no wrap of another kind: %s', async (kind) => {
    const one = await established();
    await expect(change(one, { wrap: newWrap(kind) })).rejects.toMatchObject({ code: 'refused', detail: 'kind' });
    expect(await login(server, one.name, 'a')).not.toBeNull();
  });

  it('needs a record that a login can use', async () => {
    const one = await established();
    await expect(change(one, { record: 'AAAA' })).rejects.toMatchObject({ code: 'malformed' });
    expect(await login(server, one.name, 'a')).not.toBeNull();
  });

  it('is not set for the name of somebody else, and then nothing is changed', async () => {
    const [one, victim] = [await established(), await established()];
    await expect(change({ ...one, name: victim.name })).rejects.toMatchObject(refused);
    expect(await login(server, victim.name, 'a')).not.toBeNull();
    expect((await server.call('wraps/read', {}, one.token)).wraps).toEqual([]);
    expect(await living(one.other, victim.other)).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});

describe('a new secret', () => {
  it('takes the place of every wrap, the vault and the key, and ends every session but its own', async () => {
    const one = await established();
    const neighbour = await established();
    await server.call('wraps/write', { wrap: newWrap('password') }, one.token);
    await server.call('passkey/write', { wrap: newWrap('passkey'), lookup: random(32) }, one.token);
    await server.call('recovery/write', { wrap: newWrap('recovery'), lookup: random(32) }, one.token);
    const { wrap, vault, key } = await renew(one.token, await prove(server, one.name));
    expect((await server.call('wraps/read', {}, one.token)).wraps.map(({ id }) => id)).toEqual([wrap.id]);
    expect(await server.call('vault/read', {}, one.token)).toEqual(vault);
    await expect(one.open()).rejects.toMatchObject(refused);
    const { nonce } = await server.call('account/challenge', { account: one.account });
    const signature = key.sign(one.account, nonce);
    await server.call('account/session', { account: one.account, nonce, signature });
    const going = [true, false, true, true];
    expect(await living(one.token, one.other, neighbour.token, neighbour.other)).toEqual([going, going]);
  });

  it('takes the password of this very account, a wrap of a password and the next vault; else nothing is changed', async () => {
    const [one, another] = [await established(), await established()];
    await server.call('vault/write', { version: 1, bytes: random(8) }, one.token);
    const before = await server.call('vault/read', {}, one.token);
    await expect(renew(one.token, null, { version: 2 })).rejects.toMatchObject(refused);
    await expect(renew(one.token, await prove(server, another.name), { version: 2 })).rejects.toMatchObject(refused);
    const recovery = { wrap: newWrap('recovery'), version: 2 };
    await expect(renew(one.token, await prove(server, one.name), recovery)).rejects.toMatchObject({
      code: 'refused',
      detail: 'kind',
    });
    await expect(renew(one.token, await prove(server, one.name), { version: 1 })).rejects.toMatchObject({
      code: 'conflict',
      detail: 'version',
    });
    expect(await server.call('vault/read', {}, one.token)).toEqual(before);
    expect((await server.call('wraps/read', {}, one.token)).wraps).toEqual([]);
    expect(await lives(await one.open())).toBe(true);
    expect(await living(one.other)).toEqual([[true], [true]]);
  });
});

describe('a device of an account', () => {
  it('that is ended has no session any more and gets none; others go on', async () => {
    const lost = { device: random(16) };
    const [one, neighbour] = [await established(), await established()];
    const [gone, kept, theirs] = [
      await one.open(lost),
      await one.open({ device: random(16) }),
      await neighbour.open(lost),
    ];
    expect(await Promise.all([gone, kept, theirs].map(lives))).toEqual([true, true, true]);
    await server.call('account/end-device', lost, one.token);
    const going = [false, true, true, true];
    expect(await living(gone, kept, one.token, theirs)).toEqual([going, going]);
    await expect(one.open(lost)).rejects.toMatchObject({ code: 'refused', detail: 'device-ended' });
    const proof = await prove(server, one.name);
    await expect(
      server.call('account/login-finish', { ...(proof ?? { login: random(16), message: 'AAAA' }), ...lost }),
    ).rejects.toMatchObject({ code: 'refused', detail: 'device-ended' });
    expect(await lives(await one.open({ device: random(16) }))).toBe(true);
    expect(await lives(await neighbour.open(lost))).toBe(true);
  });

  it('is ended while there are not too many', async () => {
    const { token, account } = await established();
    const first = random(16);
    const end = (device: Bytes) => server.call('account/end-device', { device }, token);
    await end(first);
    const { ways } = server.services;
    await Promise.all(Array.from({ length: mostEndedDevices - 1 }, () => ways.endDevice(account, random(16))));
    await expect(end(random(16))).rejects.toMatchObject({ code: 'refused', detail: 'devices' });
    await end(first);
  });
});

describe('the end', () => {
  it('of a session is of that one alone', async () => {
    const { token, other } = await established();
    await server.call('account/logout', {}, token);
    expect(await living(token, other)).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('of an account takes its sessions and every way in along, and leaves others alone', async () => {
    const [one, neighbour] = [await established(), await established()];
    const [passkey, code] = [random(32), random(32)];
    await server.call('wraps/write', { wrap: newWrap('password') }, one.token);
    await server.call('passkey/write', { wrap: newWrap('passkey'), lookup: passkeyLookup(passkey) }, one.token);
    await server.call('recovery/write', { wrap: newWrap('recovery'), lookup: recoveryLookup(code) }, one.token);
    await server.call('vault/write', { version: 1, bytes: random(8) }, one.token);
    await server.call('account/delete', {}, one.token);
    const going = [false, false, true, true];
    expect(await living(one.token, one.other, neighbour.token, neighbour.other)).toEqual([going, going]);
    expect(await prove(server, one.name)).toBeNull();
    await expect(one.open()).rejects.toMatchObject(refused);
    await expect(server.call('recovery/open', { name: one.name, proof: code })).rejects.toMatchObject(refused);
    await expect(server.call('passkey/open', { proof: passkey })).rejects.toMatchObject(refused);
    expect(await neighbour.open()).toHaveLength(43);
    expect(await register(server, one.name)).not.toMatchObject({ account: one.account });
  });
});
