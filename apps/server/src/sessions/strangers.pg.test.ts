/**
 * What is answered to whoever has no session: mailboxes of devices that admit each other, where a letter leads, and how often.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { pairingLifeMs, type PairingSlot } from '@obhut/protocol/pairing-routes.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

const most = 40;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ address: 1e6, stranger: most, name: 1e6 });
});
beforeEach(() => server.clock.forward(60_000));
afterAll(() => server.stop());

const put = (mailbox: Bytes, slot: PairingSlot, bytes = random(40)) =>
  server.call('pairing/put', { mailbox, slot, bytes });
const get = async (mailbox: Bytes, slot: PairingSlot) => (await server.call('pairing/get', { mailbox, slot })).bytes;

describe('a mailbox', () => {
  const none = { code: 'not-found' };

  it('holds what lies in each slot, which is written once', async () => {
    const [mailbox, offer, answer] = [random(16), random(40), random(50)];
    await expect(put(mailbox, 'answer')).rejects.toMatchObject(none);
    await put(mailbox, 'offer', offer);
    await put(mailbox, 'answer', answer);
    await expect(put(mailbox, 'answer')).rejects.toMatchObject({ code: 'conflict', detail: 'slot' });
    expect(await get(mailbox, 'offer')).toEqual(offer);
    expect(await get(mailbox, 'answer')).toEqual(answer);
    expect(await get(mailbox, 'reveal')).toEqual(new Uint8Array(0));
    await expect(get(random(16), 'offer')).rejects.toMatchObject(none);
  });

  it('is over with what was sealed, which is handed out once', async () => {
    const [mailbox, sealed] = [random(16), random(40)];
    await put(mailbox, 'offer');
    await put(mailbox, 'sealed', sealed);
    expect(await get(mailbox, 'sealed')).toEqual(sealed);
    for (const slot of ['sealed', 'offer'] as const) await expect(get(mailbox, slot)).rejects.toMatchObject(none);
  });

  it('is over after ten minutes, and may be opened anew', async () => {
    const mailbox = random(16);
    await put(mailbox, 'offer');
    server.clock.forward(pairingLifeMs - 1);
    await get(mailbox, 'offer');
    server.clock.forward(1);
    await expect(get(mailbox, 'offer')).rejects.toMatchObject(none);
    await expect(put(mailbox, 'answer')).rejects.toMatchObject(none);
    await put(mailbox, 'offer');
  });
});

it('a letter leads to its institution through its last day, and nobody else’s id leads anywhere', async () => {
  const { builder, everyone, token } = await server.found();
  const { founder, institution, leadership, today } = builder;
  const locate = (invite: Bytes) => server.call('letter/locate', { invite });
  const invite = { ...builder.someone(), id: random(16) };
  const member = { ...builder.entry(invite, 'reader', today + 1), class: 'invite' as const };
  const write = builder.part(everyone, () => [
    builder.record(everyone, founder.id, leadership, { type: 'invite', member, grants: 'reader' }),
  ]);
  await server.call('append', { parts: [write] }, token);
  expect(await locate(invite.id)).toEqual({ institution, leadership });
  for (const id of [founder.id, random(16)]) await expect(locate(id)).rejects.toMatchObject({ code: 'not-found' });
  server.clock.forward(86_400_000);
  expect(await locate(invite.id)).toEqual({ institution, leadership });
  server.clock.forward(86_400_000);
  await expect(locate(invite.id)).rejects.toMatchObject({ code: 'not-found' });
});

const codeOf = (call: () => Promise<unknown>): Promise<string> =>
  call().then(
    () => 'answered',
    (error: unknown) => String(error),
  );

describe('from one address there are so many calls without a session in a minute', () => {
  const [id, nonce, signature, mailbox] = [random(16), random(32), random(64), random(16)];
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    'session/challenge': () => server.call('session/challenge', { institution: id, persona: id }),
    'session/open': () => server.call('session/open', { institution: id, persona: id, nonce, signature }),
    'account/challenge': () => server.call('account/challenge', { account: id }),
    'account/session': () => server.call('account/session', { account: id, nonce, signature }),
    'pairing/put': () => put(mailbox, 'offer'),
    'pairing/get': () => get(mailbox, 'offer'),
    'letter/locate': () => server.call('letter/locate', { invite: id }),
  };

  it.each(Object.keys(calls))('%s counts as one', async (name) => {
    const call = calls[name] ?? (() => Promise.reject(new RangeError(name)));
    for (let i = 1; i < most; i++) server.services.rates.stranger('127.0.0.1');
    expect(await codeOf(call)).not.toContain('too-many-requests');
    expect(await codeOf(call)).toContain('too-many-requests');
  });
});
