/**
 * Admitting whom one has met: to the team, to leadership, by the digits of their own screen and by nothing else.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import { founded, note, spaceOf, texts, world } from '../testing/clients.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

async function guardian(at: ReturnType<typeof world>, leader: Client, name: string): Promise<StartedClient> {
  const letter = await leader.invite([], [note(`Für ${name}`)]);
  const client = await at.device().start();
  await client.openLetter({ typed: letter.typed });
  await client.register(name, 'another long password');
  await client.claim([]);
  await vi.waitFor(() => expect(space(leader, 'everyone')?.personas).toContain(me(client)));
  return client;
}

const me = (client: Client) => client.snapshot().institution?.me ?? '';
const digits = (client: Client) => client.snapshot().institution?.digits ?? '';
const space = (client: Client, kind: string) =>
  client.snapshot().institution?.spaces.find((candidate) => candidate.kind === kind);

test('a teacher joins the team, reads what was written before, and writes', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const group = await leader.createSpace('group', [note('Bären')]);
  await leader.send({ space: spaceOf(leader, 'team'), ...note('unter uns') });
  const teacher = await guardian(at, leader, 'jonas');
  expect(digits(teacher)).toMatch(/^\d{12}$/u);
  expect(teacher.snapshot().institution?.standing).toBe('guardian');
  await leader.admit(me(teacher), 'team', digits(teacher).replaceAll(/.{4}/gu, '$& '));
  await vi.waitFor(() => expect(teacher.snapshot().institution?.standing).toBe('staff'));
  await vi.waitFor(() => expect(texts(teacher, 'team')).toEqual(['unter uns']));
  expect(texts(teacher, 'group')).toEqual(['Bären']);
  await teacher.send({ space: group, ...note('Morgen Zoo') });
  await vi.waitFor(() => expect(texts(leader, 'group')).toEqual(['Bären', 'Morgen Zoo']));
  // Who is in the team admits nobody.
  await expect(teacher.admit(me(teacher), 'team', digits(teacher))).rejects.toMatchObject({ failure: 'not-allowed' });
  expect([leader, teacher].flatMap((client) => client.snapshot().alarms)).toEqual([]);
});

test('a second owner: first a deputy, who makes nobody more than that, then an owner who leads alone', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const second = await guardian(at, leader, 'miriam');
  const third = await guardian(at, leader, 'ayse');
  await leader.admit(me(second), 'deputy', digits(second));
  await vi.waitFor(() => expect(space(second, 'leadership')?.role).toBe('admin'));
  await vi.waitFor(() => expect(space(second, 'mailbox')?.personas).toBeDefined());
  const asOwner = second.admit(me(third), 'owner', digits(third));
  await expect(asOwner).rejects.toMatchObject({ failure: 'not-allowed' });
  await leader.admit(me(second), 'owner', digits(second));
  await vi.waitFor(() => expect(space(second, 'leadership')?.owners).toContain(me(second)));
  expect(space(leader, 'leadership')?.owners.toSorted()).toEqual([me(leader), me(second)].toSorted());
  await second.admit(me(third), 'team', digits(third));
  await second.endAccess(me(leader));
  await vi.waitFor(() => expect(texts(third, 'everyone')).toEqual(['Lindenhof']));
  expect(space(second, 'leadership')?.personas).toEqual([me(second)]);
});

test('with the digits of another nothing is written, whoever is asked for', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const second = await guardian(at, leader, 'miriam');
  const other = await guardian(at, leader, 'ayse');
  const before = leader.snapshot().institution?.spaces;
  for (const wrong of [digits(other), '', '0'.repeat(12), digits(second).slice(1)]) {
    await expect(leader.admit(me(second), 'owner', wrong)).rejects.toMatchObject({ failure: 'digits-of-another' });
  }
  await leader.reconnect();
  expect(leader.snapshot().institution?.spaces).toEqual(before);
});

test('whoever has gone is admitted no more', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const second = await guardian(at, leader, 'miriam');
  const [person, shown] = [me(second), digits(second)];
  await leader.endAccess(person);
  await expect(leader.admit(person, 'team', shown)).rejects.toMatchObject({ failure: 'digits-of-another' });
});
