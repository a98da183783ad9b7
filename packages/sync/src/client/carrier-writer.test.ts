/**
 * Somebody of the carrier who writes to everyone, through the client: let in by their digits, given and taken it later, and carried into
 * another year.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import type { PlanStep } from '../plans/plan.ts';
import { founded, note, spaceOf, texts, world } from '../testing/clients.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

let at: ReturnType<typeof world>;
let leader: StartedClient;
let carrier: StartedClient;
let plans = 0;

const me = (client: Client) => client.snapshot().institution?.me ?? '';
const digits = (client: Client) => client.snapshot().institution?.digits ?? '';
const standing = (client: Client) => client.snapshot().institution?.standing;
const everyoneOf = (client: Client) =>
  client.snapshot().institution?.spaces.find(({ kind }) => kind === 'everyone') ?? expect.unreachable();

async function comes(name: string): Promise<StartedClient> {
  const letter = await leader.invite([], [note(`Für ${name}`)]);
  const client = await at.device().start();
  await client.openLetter({ typed: letter.typed });
  await client.register(name, 'another long password');
  await client.claim([]);
  await vi.waitFor(() => expect(everyoneOf(leader).personas).toContain(me(client)));
  return client;
}

async function perform(steps: readonly PlanStep[], by = leader) {
  plans += 1;
  return await by.perform({ id: String(plans).padStart(32, '0'), steps: [...steps] });
}

function appointing(as: 'carrier' | 'people', typed: string | null = null): PlanStep {
  return { do: 'appoint', space: { space: everyoneOf(leader).id }, person: me(carrier), as, digits: typed };
}

beforeEach(async () => {
  at = world();
  leader = await founded(at.device(), at.server.foundingCode());
  await leader.kitKept();
  carrier = await comes('traeger');
});

test('is let in by the digits of their own screen, reads what is for everyone and nothing else, and writes there', async () => {
  await leader.createSpace('group', [note('Bären')]);
  const mother = await comes('ayse');
  await expect(perform([appointing('carrier', digits(mother))])).rejects.toMatchObject({
    failure: 'digits-of-another',
  });
  expect(everyoneOf(leader).writers).toEqual([]);
  await perform([appointing('carrier', digits(carrier))]);
  expect(everyoneOf(leader).writers).toEqual([me(carrier)]);
  await vi.waitFor(() => expect(standing(carrier)).toBe('carrier'));
  expect(everyoneOf(carrier)).toMatchObject({ role: 'writer' });
  await carrier.send({ space: everyoneOf(carrier).id, ...note('vom Träger') });
  await vi.waitFor(() => expect(texts(mother, 'everyone')).toEqual(['Lindenhof', 'vom Träger']));
  expect(texts(carrier, 'everyone')).toEqual(['Lindenhof', 'vom Träger']);
  expect([texts(carrier, 'group'), texts(carrier, 'mailbox')]).toEqual([[], ['Für traeger']]);
  expect([leader, carrier, mother].flatMap((client) => client.snapshot().alarms)).toEqual([]);
  // Who reads along approves whoever comes with the sheet; who writes does not.
  await expect(carrier.approveRecovery('0'.repeat(12))).rejects.toThrow();
});

test('it is taken and given again; who reads along keeps that', async () => {
  await leader.admit(me(carrier), 'carrier', digits(carrier));
  await perform([appointing('carrier')]);
  await vi.waitFor(() => expect(everyoneOf(carrier).role).toBe('writer'));
  await carrier.send({ space: everyoneOf(carrier).id, ...note('eins') });
  await vi.waitFor(() => expect(texts(leader, 'everyone')).toContain('eins'));
  await perform([appointing('people')]);
  await vi.waitFor(() => expect(everyoneOf(carrier).role).toBe('reader'));
  expect(standing(carrier)).toBe('carrier');
  await carrier.send({ space: everyoneOf(carrier).id, ...note('zwei') });
  await leader.send({ space: everyoneOf(leader).id, ...note('drei') });
  await vi.waitFor(() => expect(texts(carrier, 'everyone')).toContain('drei'));
  await leader.reconnect();
  expect(texts(leader, 'everyone')).toEqual(['Lindenhof', 'eins', 'drei']);
  expect(leader.snapshot().alarms).toEqual([]);
  // What they had still written is not lost in silence.
  expect(carrier.snapshot().alarms).toEqual([{ space: everyoneOf(carrier).id, why: 'not-sent' }]);
});

test('a year is made with them in it; the end of their access takes them out of both', async () => {
  await perform([appointing('carrier')]);
  const team = { space: spaceOf(leader, 'team') };
  const parts = { teams: [team], day: null, staff: [], people: [] };
  const made = await perform([
    { do: 'make', key: 'next', kind: 'everyone', ...parts, facts: [{ ...note('nächstes Jahr'), expiry: 0 }] },
    { do: 'appoint', space: { made: 'next' }, person: me(carrier), as: 'carrier', digits: null },
  ]);
  const next = made.spaces['next'] ?? '';
  await vi.waitFor(() => expect(texts(carrier, 'everyone')).toContain('nächstes Jahr'));
  await carrier.send({ space: next, ...note('willkommen') });
  await vi.waitFor(() => expect(texts(leader, 'everyone')).toContain('willkommen'));

  await leader.endAccess(me(carrier));
  for (const space of [everyoneOf(leader).id, next]) await leader.send({ space, ...note('danach') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  const all = leader.snapshot().institution?.spaces.filter(({ kind }) => kind === 'everyone') ?? [];
  expect(all.map(({ writers, personas }) => [writers, personas])).toEqual([
    [[], []],
    [[], []],
  ]);
  await carrier.reconnect();
  expect(texts(carrier, 'everyone')).not.toContain('danach');
});
