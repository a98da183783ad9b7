/**
 * Sessions of personas: who opens one, and that a device is ended for its own persona alone.
 * @module
 */
import { mostEndedDevices } from '@obhut/protocol/account-routes.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepEndedDevices } from '../db/sessions.ts';
import { random, signSession, type Someone } from '../testing/builder.ts';
import { origin, TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const refused = { code: 'unauthenticated' };
const ended = { code: 'refused', detail: 'device-ended' };
const idleMs = 12 * 3_600_000;

/** An institution with a colleague in its team. */
async function established() {
  const founded = await server.found();
  const { builder, team, token } = founded;
  const { founder, institution, leadership } = builder;
  const colleague = builder.someone();
  await server.call('append', builder.add(team, founder.id, leadership, builder.entry(colleague, 'writer')), token);
  const open = async (who: Someone, device?: Bytes) => {
    const { nonce } = await server.call('session/challenge', { institution, persona: who.id });
    const signature = signSession(who, institution, nonce, origin);
    const request = { institution, persona: who.id, nonce, signature, ...(device === undefined ? {} : { device }) };
    return (await server.call('session/open', request)).token;
  };
  return { ...founded, founder, institution, colleague, open };
}

const lives = async (token: string): Promise<boolean> =>
  (await server.services.personaTokens.owner(token)) !== undefined;

const end = (device: Bytes, token: string) => server.call('session/end-device', { device }, token);

describe('a session is opened', () => {
  it('by a challenge of the last minute, once, for its persona, its key and this origin', async () => {
    const { institution, founder, builder } = await established();
    const who = { institution, persona: founder.id };
    const challenge = async () => (await server.call('session/challenge', who)).nonce;
    const open = (nonce: Bytes, signature: Bytes) => server.call('session/open', { ...who, nonce, signature });
    const signed = (nonce: Bytes) => signSession(founder, institution, nonce, origin);

    const nonce = await challenge();
    const elsewhere = signSession(founder, institution, nonce, 'https://elsewhere.example');
    await expect(open(nonce, elsewhere)).rejects.toMatchObject(refused);
    await expect(open(nonce, signed(nonce))).rejects.toMatchObject(refused);
    const foreign = await challenge();
    const impostor = { ...builder.someone(), id: founder.id };
    await expect(open(foreign, signSession(impostor, institution, foreign, origin))).rejects.toMatchObject(refused);
    const old = await challenge();
    server.clock.forward(60_001);
    await expect(open(old, signed(old))).rejects.toMatchObject(refused);
    const own = random(32);
    await expect(open(own, signed(own))).rejects.toMatchObject(refused);
    const good = await challenge();
    server.clock.forward(60_000);
    expect((await open(good, signed(good))).token).toHaveLength(43);
    await expect(open(good, signed(good))).rejects.toMatchObject(refused);
  });

  it('for nobody but whom the challenge was for, and for nobody who is a member of nothing', async () => {
    const { institution, founder, colleague, builder } = await established();
    const open = async (challenged: { institution: Bytes; persona: Bytes }, as: Someone) => {
      const { nonce } = await server.call('session/challenge', challenged);
      const signature = signSession(as, institution, nonce, origin);
      return server.call('session/open', { institution, persona: as.id, nonce, signature });
    };
    const challenges = [
      { institution, persona: colleague.id },
      { institution: random(16), persona: founder.id },
    ];
    for (const challenged of challenges) await expect(open(challenged, founder)).rejects.toMatchObject(refused);
    const stranger = builder.someone();
    await expect(open({ institution, persona: stranger.id }, stranger)).rejects.toMatchObject(refused);
  });
});

describe('a device that is ended', () => {
  it('has no session any more and gets none; other devices of its persona go on', async () => {
    const { founder, open, token } = await established();
    const [lost, other] = [random(16), random(16)];
    const [gone, kept] = [await open(founder, lost), await open(founder, other)];
    expect(await Promise.all([gone, kept, token].map(lives))).toEqual([true, true, true]);
    await end(lost, kept);
    const inMemory = await Promise.all([gone, kept, token].map(lives));
    server.services.personaTokens.forgetAll();
    expect([inMemory, await Promise.all([gone, kept, token].map(lives))]).toEqual([
      [false, true, true],
      [false, true, true],
    ]);
    await expect(open(founder, lost)).rejects.toMatchObject(ended);
    expect(await lives(await open(founder, other))).toBe(true);
  });

  it('is nothing to another persona, nor to one of another institution, whatever they are called', async () => {
    const { founder, colleague, institution, open, token } = await established();
    const { builder } = await server.found();
    const lost = random(16);
    const namesake = { institution: builder.institution, persona: founder.id };
    const { personaTokens } = server.services;
    const others = [await open(colleague, lost), await personaTokens.issue(namesake, lost)];
    for (const other of others) expect(await lives(other)).toBe(true);
    server.clock.forward(60_000);
    // Too soon to be written down: whoever forgot it would end it early.
    for (const other of others) expect(await lives(other)).toBe(true);
    await end(lost, token);
    server.clock.forward(idleMs);
    expect(await Promise.all(others.map(lives))).toEqual([true, true]);
    personaTokens.forgetAll();
    server.clock.forward(-idleMs);
    expect(await Promise.all(others.map(lives))).toEqual([true, true]);
    await open(colleague, lost);
    await personaTokens.issue(namesake, lost);
    await expect(personaTokens.issue({ institution, persona: founder.id }, lost)).rejects.toMatchObject(ended);
  });

  it('is one of so many at most of its persona', async () => {
    const { founder, colleague, institution, open, token } = await established();
    const { builder } = await server.found();
    const who = { institution, persona: founder.id };
    const endOf = (device: Bytes) => server.services.personas.endDevice(who, device);
    const first = random(16);
    await endOf(first);
    await Promise.all(Array.from({ length: mostEndedDevices - 1 }, () => endOf(random(16))));
    await expect(end(random(16), token)).rejects.toMatchObject({ code: 'refused', detail: 'devices' });
    await end(first, token);
    await end(random(16), await open(colleague));
    await server.services.personas.endDevice({ institution: builder.institution, persona: founder.id }, random(16));
  });

  it('is forgotten as soon as its persona is a member of nothing', async () => {
    const { builder, founder, colleague, institution, team, token } = await established();
    const { builder: elsewhere } = await server.found();
    const { personas } = server.services;
    const whom = [
      { institution, persona: founder.id },
      { institution, persona: colleague.id },
      { institution: elsewhere.institution, persona: founder.id },
    ];
    const devices = whom.map(() => random(16));
    for (const [i, who] of whom.entries()) await personas.endDevice(who, devices[i] ?? random(16));
    await server.call('append', builder.remove(team, founder.id, builder.leadership, colleague.id), token);
    await sweepEndedDevices(server.pool);
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const text = 'SELECT FROM ended_persona_devices WHERE device_tag = $1';
    const left: (number | null)[] = [];
    for (const device of devices) left.push((await superuser.query(text, [toHex(device)])).rowCount);
    await superuser.end();
    expect(left).toEqual([1, 0, 0]);
  });
});

it('whoever logs out ends the session of that token alone', async () => {
  const { founder, open, token } = await established();
  const other = await open(founder);
  expect(await Promise.all([token, other].map(lives))).toEqual([true, true]);
  await server.call('session/logout', {}, token);
  await expect(server.call('session/logout', {}, token)).rejects.toMatchObject(refused);
  const inMemory = await Promise.all([token, other].map(lives));
  server.services.personaTokens.forgetAll();
  expect([inMemory, await Promise.all([token, other].map(lives))]).toEqual([
    [false, true],
    [false, true],
  ]);
});
