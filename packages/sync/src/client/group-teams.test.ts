/**
 * A group with a team of its own, through the client: who works there sees its wards, and keeps nothing of them on the device after that.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import type { Plan, PlanStep } from '../plans/plan.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import type { StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

const me = (client: Client) => client.snapshot().institution?.me ?? '';
const spaces = (client: Client) => client.snapshot().institution?.spaces ?? [];

async function teacher(device: DeviceOf, leader: Client, name: string): Promise<StartedClient> {
  const letter = await leader.invite([], [note(`Für ${name}`)]);
  const client = await device.start();
  await client.openLetter({ typed: letter.typed });
  await client.register(name, 'another long password');
  await client.claim([]);
  await vi.waitFor(() => expect(spaces(leader).some(({ personas }) => personas.includes(me(client)))).toBe(true));
  await leader.admit(me(client), 'team', client.snapshot().institution?.digits ?? '');
  await vi.waitFor(() => expect(client.snapshot().institution?.standing).toBe('staff'));
  return client;
}

const wardOf = (key: string, teams: Extract<PlanStep, { do: 'make' }>['teams']): PlanStep => ({
  do: 'make',
  key,
  kind: 'ward',
  teams,
  day: null,
  staff: [],
  people: [],
  facts: [{ ...note(key), expiry: 0 }],
});

const teamOf = (key: string, staff: string[]): PlanStep => ({
  do: 'make',
  key,
  kind: 'team',
  teams: [],
  day: null,
  staff,
  people: [],
  facts: [],
});

test('made with its wards, joined, and left: on a device of the staff', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const device = at.device();
  const jonas = await teacher(device, leader, 'jonas');
  const staffTeam = { space: spaceOf(leader, 'team') };
  const first: Plan = { id: '1'.repeat(32), steps: [wardOf('Elif', [staffTeam]), wardOf('Ben', [staffTeam])] };
  const made = await leader.perform(first);
  const [elif, ben] = [{ space: made.spaces['Elif'] ?? '' }, { space: made.spaces['Ben'] ?? '' }];
  await vi.waitFor(() => expect(texts(jonas, 'ward').toSorted()).toEqual(['Ben', 'Elif']));

  const steps: PlanStep[] = [
    teamOf('bears', []),
    teamOf('hedgehogs', [me(jonas)]),
    { do: 'lead', space: elif, team: { made: 'bears' } },
    { do: 'lead', space: ben, team: { made: 'hedgehogs' } },
  ];
  const { spaces: teams } = await leader.perform({ id: '2'.repeat(32), steps });
  await jonas.reconnect();
  await vi.waitFor(() => expect(texts(jonas, 'ward')).toEqual(['Ben']));
  expect(await device.store.list('item', '')).not.toEqual([]);
  const keptOf = async (space: string) => {
    const rows = await Promise.all((['item', 'box', 'entry'] as const).map((table) => device.store.list(table, '')));
    return rows.flat().filter(({ key }) => key.includes(space)).length;
  };
  expect(await keptOf(elif.space)).toBe(0);
  expect(await keptOf(ben.space)).toBeGreaterThan(0);

  const bears = { space: teams['bears'] ?? '' };
  const add: PlanStep = { do: 'add', space: bears, person: me(jonas), as: 'staff', until: null, digits: null };
  await leader.perform({ id: '3'.repeat(32), steps: [add] });
  await vi.waitFor(() => expect(texts(jonas, 'ward').toSorted()).toEqual(['Ben', 'Elif']));

  // Nobody needs to wait for the random pause of a device: the plan ends when every space that the team reads has new keys.
  const heard: number[] = [];
  leader.subscribe(() => heard.push(leader.snapshot().mending?.done ?? 0));
  await leader.perform({ id: '4'.repeat(32), steps: [{ do: 'remove', space: bears, person: me(jonas) }] });
  expect(heard.some((done) => done > 0)).toBe(true);
  await leader.send({ ...elif, ...note('ohne Jonas') });
  await leader.send({ ...ben, ...note('mit Jonas') });
  // Told by the team's log alone, without being asked.
  await vi.waitFor(() => expect(texts(jonas, 'ward')).toEqual(['Ben', 'mit Jonas']));
  expect(await keptOf(elif.space)).toBe(0);
  expect([leader, jonas].flatMap((client) => client.snapshot().alarms)).toEqual([]);
});
