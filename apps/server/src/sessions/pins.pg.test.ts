/**
 * PINs: tried by their tablet alone, so many times; and they go with the tablet, the person and the institution that they are for.
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { mostPins, mostPinTries, pinIdentifiers } from '@obhut/protocol/pin-routes.ts';
import { client } from '@serenity-kit/opaque';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepPins } from '../db/pins.ts';
import { random, type Someone } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  founded = await server.found();
});
afterAll(() => server.stop());

async function asSuperuser<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function put(persona: Bytes, device: Bytes): Promise<void> {
  const text =
    'INSERT INTO pins (pin_id, institution_id, persona_id, device_id, opaque_record) VALUES ($1, $2, $3, $4, $5)';
  await asSuperuser(text, [random(16), founded.builder.institution, persona, device].map(toHex).concat('record'));
}

/** Of the PINs that this institution has. */
const devices = async () => {
  const text = "SELECT replace(device_id::text, '-', '') AS id FROM pins WHERE institution_id = $1";
  return (await asSuperuser<{ id: string }>(text, [toHex(founded.builder.institution)])).map(({ id }) => id);
};

/** Nothing here protects anybody, so it need not take long. */
const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };
const digits = '271828';
const notFound = { code: 'not-found' };
const refused = { code: 'unauthenticated' };

/** A tablet of the team's. */
async function tablet(): Promise<Someone & { token: string }> {
  const { builder, team, token } = founded;
  const { founder, institution, leadership } = builder;
  const it = builder.someone();
  await server.call('append', builder.add(team, founder.id, leadership, builder.entry(it, 'writer')), token);
  return { ...it, token: await server.session(institution, it) };
}

async function set(pin: Bytes, device: Bytes, token = founded.token): Promise<void> {
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password: digits });
  const { message } = await server.call('pin/register-start', { pin, message: registrationRequest }, token);
  const identifiers = pinIdentifiers(toHex(pin));
  const own = { password: digits, clientRegistrationState, registrationResponse: message, identifiers, keyStretching };
  const { registrationRecord: record } = client.finishRegistration(own);
  await server.call('pin/register-finish', { pin, device, record }, token);
}

/** The first step of a try; `proof`: undefined where the client sees that it is wrong. */
async function begin(pin: Bytes, token: string, password = digits) {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const { login, message, left } = await server.call('pin/login-start', { pin, message: startLoginRequest }, token);
  const identifiers = pinIdentifiers(toHex(pin));
  const finished = client.finishLogin({
    password,
    clientLoginState,
    loginResponse: message,
    identifiers,
    keyStretching,
  });
  return { login, left, proof: finished?.finishLoginRequest };
}

const finish = (login: Bytes, token: string, message = 'AAAA') =>
  server.call('pin/login-finish', { login, message }, token);

describe('a try', () => {
  it('that is right forgets the wrong ones before it; one that is wrong, or never finished, is counted', async () => {
    const [{ id, token }, pin] = [await tablet(), random(16)];
    await set(pin, id);
    const wrong = await begin(pin, token, '000000');
    expect(wrong).toMatchObject({ left: mostPinTries - 1, proof: undefined });
    await expect(finish(wrong.login, token)).rejects.toMatchObject(refused);
    const right = await begin(pin, token);
    expect(right.left).toBe(mostPinTries - 2);
    await finish(right.login, token, right.proof);
    expect((await begin(pin, token)).left).toBe(mostPinTries - 1);
  });

  it('is the last after ten in a row: then the PIN is gone, even for who knows it', async () => {
    const [{ id, token }, pin] = [await tablet(), random(16)];
    await set(pin, id);
    for (let left = mostPinTries - 1; left >= 0; left--) expect((await begin(pin, token, '000000')).left).toBe(left);
    expect(await devices()).toEqual([toHex(id)]);
    await expect(begin(pin, token)).rejects.toMatchObject(notFound);
    expect(await devices()).toEqual([]);
  });

  it('is the tablet’s alone, and nobody else’s is counted', async () => {
    const [{ id, token }, other, pin] = [await tablet(), await tablet(), random(16)];
    await set(pin, id);
    for (const stranger of [other.token, founded.token]) {
      await expect(begin(pin, stranger)).rejects.toMatchObject(notFound);
      await expect(begin(random(16), stranger)).rejects.toMatchObject(notFound);
    }
    expect((await begin(pin, token)).left).toBe(mostPinTries - 1);
  });

  it('is finished by who began it, once, within a minute', async () => {
    const [{ id, token }, other, pin] = [await tablet(), await tablet(), random(16)];
    await set(pin, id);
    const taken = await begin(pin, token);
    await expect(finish(taken.login, other.token, taken.proof)).rejects.toMatchObject(refused);
    const late = await begin(pin, token);
    server.clock.forward(60_001);
    await expect(finish(late.login, token, late.proof)).rejects.toMatchObject(refused);
    await expect(finish(random(16), token, late.proof)).rejects.toMatchObject(refused);
    const good = await begin(pin, token);
    await finish(good.login, token, good.proof);
    await expect(finish(good.login, token, good.proof)).rejects.toMatchObject(refused);
  });

  it('is none of a tablet that was removed, whatever session it has', async () => {
    const [{ id, token }, pin] = [await tablet(), random(16)];
    const { builder, team } = founded;
    await set(pin, id);
    await server.call('append', builder.remove(team, builder.founder.id, builder.leadership, id), founded.token);
    await expect(begin(pin, token)).rejects.toMatchObject(refused);
  });
});

describe('a PIN', () => {
  it('is there once, with a record that a try can use', async () => {
    const [{ id, token }, pin] = [await tablet(), random(16)];
    await set(pin, id);
    await expect(set(pin, id)).rejects.toMatchObject({ code: 'conflict' });
    const request = { pin: random(16), device: id, record: 'AAAA' };
    const unusable = server.call('pin/register-finish', request, founded.token);
    await expect(unusable).rejects.toMatchObject({ code: 'malformed' });
    expect(await devices()).toEqual([toHex(id)]);
    expect((await begin(pin, token)).left).toBe(mostPinTries - 1);
  });

  it('is one of so many at most of its person', async () => {
    const { id, token } = await tablet();
    const { founder } = founded.builder;
    for (let i = 1; i < mostPins; i++) await put(founder.id, id);
    await set(random(16), id);
    await expect(set(random(16), id)).rejects.toMatchObject({ code: 'refused', detail: 'count' });
    await set(random(16), id, token);
  });

  it('is removed by its person or its tablet, and by nobody else', async () => {
    const [{ id, token }, other] = [await tablet(), await tablet()];
    for (const by of [token, founded.token]) {
      const pin = random(16);
      await set(pin, id);
      await server.call('pin/remove', { pin }, other.token);
      expect(await devices()).toEqual([toHex(id)]);
      await server.call('pin/remove', { pin }, by);
      expect(await devices()).toEqual([]);
    }
    await server.call('pin/remove', { pin: random(16) }, token);
  });

  it('is swept as soon as its tablet or its person is a member of nothing', async () => {
    const { founder } = founded.builder;
    const elsewhere = (await server.found()).builder.founder;
    await put(founder.id, founder.id);
    for (const gone of [random(16), elsewhere.id]) {
      await put(founder.id, gone);
      await put(gone, founder.id);
    }
    await sweepPins(server.pool);
    expect(await devices()).toEqual([toHex(founder.id)]);
  });

  it('ends with its institution', async () => {
    const { founder, institution } = founded.builder;
    await put(founder.id, founder.id);
    for (const table of ['items', 'members', 'boxes', 'entries', 'kem_keys', 'spaces', 'institutions'])
      await asSuperuser(`DELETE FROM ${table} WHERE institution_id = $1`, [toHex(institution)]);
    expect(await devices()).toEqual([]);
  });
});
