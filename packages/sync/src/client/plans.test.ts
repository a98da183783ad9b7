/**
 * Acts over many spaces through the client: every step once, wherever the device stops, and whatever became of what it had sent.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import * as fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Client, SpaceView } from '../client.ts';
import type { Plan, PlanStep } from '../plans/plan.ts';
import { founded, note, spaceOf, texts, world, type DeviceOf } from '../testing/clients.ts';
import { OfflineError, type Transport } from '../transport/transport.ts';
import { createClient, type StartedClient } from './create-client.ts';

beforeAll(cryptoReady);

const wardKinds = ['ward/day', 'ward', 'ward/sensitive', 'ward/protection'] as const;

function fact(text: string) {
  return { ...note(text), expiry: 0 };
}

/** For each ward its four spaces; for some a letter; as an import would plan it. */
function enrolment(id: string, team: string, wards: number, letters: number): Plan {
  const teams = [{ space: team }];
  const steps = Array.from({ length: wards }, (_, ward) =>
    wardKinds.map((kind): PlanStep => {
      const isShared = kind === 'ward' || kind === 'ward/day';
      const facts = [fact(`${kind} ${ward}`)];
      return {
        do: 'make',
        key: `${kind} ${ward}`,
        kind,
        teams: isShared ? teams : [],
        day: null,
        staff: [],
        people: [],
        facts,
      };
    }),
  ).flat();
  const post = Array.from({ length: letters }, (_, number): PlanStep => {
    const facts = [{ ...fact(`letter ${number}`), naming: { ward: `ward ${number}` } }];
    return { do: 'letter', key: `letter ${number}`, team: { space: team }, groups: [], facts };
  });
  const told: PlanStep = { do: 'say', key: 'told', space: { space: team }, fact: fact('all are in') };
  return { id, steps: [...steps, ...post, told] };
}

/** What the plan was to make, as the client sees it: by text how often it is there. */
function made(client: Client): Record<string, number> {
  const all = [...wardKinds, 'mailbox', 'team'].flatMap((kind) => texts(client, kind));
  return Object.fromEntries([...Map.groupBy(all, (text) => text)].map(([text, same]) => [text, same.length]));
}

function wanted(wards: number, letters: number): Record<string, number> {
  const spaces = Array.from({ length: wards }, (_, ward) => wardKinds.map((kind) => `${kind} ${ward}`)).flat();
  const post = Array.from({ length: letters }, (_, number) => `letter ${number}`);
  return Object.fromEntries([...spaces, ...post, 'all are in'].map((text) => [text, 1]));
}

/** The device dies with an append: before it has left, or after the server has taken it and before the answer is there. */
type Death = 'before' | 'after';

function dying(transport: Transport, when: (isAppend: boolean) => Death | null): Transport {
  return {
    origin: transport.origin,
    call: async (name, request, token) => {
      const death = when(name === 'append');
      if (death === 'before') throw new OfflineError();
      const answer = await transport.call(name, request, token);
      if (death === 'after') throw new OfflineError();
      return answer;
    },
    putBlob: (place, offset, bytes, token) => transport.putBlob(place, offset, bytes, token),
    getBlob: (place, offset, token) => transport.getBlob(place, offset, token),
    live: (token, after, listener) => transport.live(token, after, listener),
  };
}

const isWaiting = (client: Client) => client.snapshot().plans.some(({ done, total }) => done < total);

/** The plan on a device that dies at the appends of which `deaths` says so, and is started anew each time. */
async function throughDeaths(
  device: DeviceOf,
  plan: Plan,
  deaths: (append: number) => Death | null,
): Promise<{ client: StartedClient; lives: number }> {
  let appends = 0;
  for (let lives = 1; ; lives++) {
    let isDead = false;
    const when = (isAppend: boolean): Death | null => {
      if (isDead) return 'before';
      if (!isAppend) return null;
      const death = deaths(appends++);
      isDead = death !== null;
      return death;
    };
    const client = await createClient({ ...device.parts, transport: dying(device.transport, when) });
    await vi.waitFor(() => expect(client.snapshot().connection === 'online' || isDead).toBe(true), 20_000);
    if (lives === 1) client.perform(plan).catch(() => undefined);
    const isOver = () => isDead || (lives > 1 || client.snapshot().plans.length > 0 ? !isWaiting(client) : false);
    await vi.waitFor(() => expect(isOver()).toBe(true), { timeout: 60_000, interval: 20 });
    if (!isDead) return { client, lives };
  }
}

test('a plan makes spaces by the table, says what it has to say, and returns what it made', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const team = spaceOf(leader, 'team');
  const plan = enrolment('1'.repeat(32), team, 2, 1);
  const result = await leader.perform(plan);
  expect(made(leader)).toEqual(wanted(2, 1));
  expect(Object.keys(result.spaces).length).toBe(9);
  const ward = leader.snapshot().institution?.spaces.find(({ id }) => id === result.spaces['ward 1']);
  expect(ward).toMatchObject({ kind: 'ward', role: 'owner' });
  expect(ward?.spaces).toContain(team);
  const letter = result.letters['letter 0'];
  const guardian = await at.device().start();
  await guardian.openLetter({ typed: letter?.typed ?? '' });
  expect(texts(guardian, 'mailbox')).toEqual(['letter 0']);
  // As long as they may have to be printed again.
  expect(leader.snapshot().plans).toMatchObject([{ id: plan.id, done: plan.steps.length, total: plan.steps.length }]);
  expect(await leader.planResult(plan.id)).toEqual(result);
  await leader.forgetPlan(plan.id);
  expect(leader.snapshot().plans).toEqual([]);
  await expect(leader.planResult(plan.id)).rejects.toMatchObject({ failure: 'not-allowed' });
  // Asked for again it makes nothing new.
  const again = await leader.perform(plan);
  expect(again.spaces).toEqual(result.spaces);
  expect(made(leader)).toEqual(wanted(2, 1));
});

test.each([
  [84, 1],
  [24, 2],
  [24, 3],
])(
  '%i wards with four spaces each, and letters, on a device that dies after every %i appends',
  async (wards, every) => {
    const at = world();
    const device = at.device();
    const leader = await founded(device, at.server.foundingCode());
    const plan = enrolment(toHex(new Uint8Array(16).fill(every)), spaceOf(leader, 'team'), wards, 6);
    let count = 0;
    // Each append that failed is tried again in the next life, so it dies of each once.
    const deaths = (append: number): Death | null =>
      append % (every + 1) === every ? (count++ % 2 === 0 ? 'before' : 'after') : null;
    const { client, lives } = await throughDeaths(device, plan, deaths);
    expect(lives).toBeGreaterThan(1);
    expect(made(client)).toEqual(wanted(wards, 6));
    expect(client.snapshot().alarms).toEqual([]);
  },
  300_000,
);

test('whatever interrupts it, every step happens once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<Death | null>('before', 'after', null), { maxLength: 8 }),
      async (plot) => {
        const at = world();
        const device = at.device();
        const leader = await founded(device, at.server.foundingCode());
        const plan = enrolment('2'.repeat(32), spaceOf(leader, 'team'), 11, 1);
        const { client } = await throughDeaths(device, plan, (append) => plot[append] ?? null);
        expect(made(client)).toEqual(wanted(11, 1));
      },
    ),
    { numRuns: 5 },
  );
}, 300_000);

test('offline nothing is begun; what is refused is said, and leaves nothing', async () => {
  const at = world();
  const device = at.device();
  const leader = await founded(device, at.server.foundingCode());
  const team = spaceOf(leader, 'team');
  const stranger: PlanStep = {
    do: 'add',
    space: { space: team },
    person: 'f'.repeat(32),
    as: 'staff',
    until: null,
    digits: null,
  };
  await expect(leader.perform({ id: '3'.repeat(32), steps: [stranger] })).rejects.toMatchObject({
    failure: 'not-allowed',
  });
  expect(leader.snapshot().plans).toEqual([]);
  device.transport.isOffline = true;
  await vi.waitFor(() => expect(leader.snapshot().connection).toBe('offline'));
  await expect(leader.perform(enrolment('4'.repeat(32), team, 1, 0))).rejects.toMatchObject({ failure: 'offline' });
  device.transport.isOffline = false;
  await leader.reconnect();
  expect(leader.snapshot().plans).toEqual([]);
  expect(texts(leader, 'ward')).toEqual([]);
});

test('a step that is refused halfway stops the plan there, until somebody has read why', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const { steps } = enrolment('5'.repeat(32), spaceOf(leader, 'team'), 10, 0);
  const wrong: PlanStep = { do: 'retire', space: { made: 'nothing' }, on: 20_100 };
  const plan = { id: '5'.repeat(32), steps: [...steps, wrong] };
  await expect(leader.perform(plan)).rejects.toMatchObject({ failure: 'not-allowed' });
  expect(leader.snapshot().plans).toMatchObject([{ failure: 'not-allowed', total: 42 }]);
  await leader.forgetPlan(plan.id);
  expect(leader.snapshot().plans).toEqual([]);
});

test('somebody is added, and taken out again with new keys in the same append; a space ends on a day', async () => {
  const at = world();
  const leader = await founded(at.device(), at.server.foundingCode());
  const team = spaceOf(leader, 'team');
  const letter = await leader.invite([], [note('Für Ayşe')]);
  const guardian = await at.device().start();
  await guardian.openLetter({ typed: letter.typed });
  await guardian.register('ayse', 'another long password');
  await guardian.claim([]);
  const person = guardian.snapshot().institution?.me ?? '';
  const digits = guardian.snapshot().institution?.digits ?? '';
  await vi.waitFor(() =>
    expect(leader.snapshot().institution?.spaces.some((one) => one.personas.includes(person))).toBe(true),
  );
  const { spaces } = await leader.perform(enrolment('6'.repeat(32), team, 1, 0));
  const ward = { space: spaces['ward 0'] ?? '' };
  const add: PlanStep = { do: 'add', space: ward, person, as: 'people', until: null, digits: '0'.repeat(12) };
  const wrong = leader.perform({ id: '7'.repeat(32), steps: [add] });
  await expect(wrong).rejects.toMatchObject({ failure: 'digits-of-another' });
  await leader.perform({ id: '8'.repeat(32), steps: [{ ...add, digits }] });
  await vi.waitFor(() => expect(texts(guardian, 'ward')).toEqual(['ward 0']));
  const space = (client: Client): SpaceView | undefined =>
    client.snapshot().institution?.spaces.find(({ id }) => id === ward.space);
  expect(space(guardian)?.role).toBe('writer');
  await leader.perform({ id: '9'.repeat(32), steps: [{ do: 'remove', space: ward, person }] });
  await leader.send({ ...ward, ...note('without them') });
  await vi.waitFor(() => expect(leader.snapshot().outbox).toEqual([]));
  await guardian.reconnect();
  // Nothing comes after it, and an honest device keeps nothing of what was before.
  await vi.waitFor(() => expect(texts(guardian, 'ward')).toEqual([]));
  expect(space(guardian)).toBeUndefined();
  await vi.waitFor(() => expect(texts(leader, 'ward')).toEqual(['ward 0', 'without them']));
  await leader.perform({ id: 'a'.repeat(32), steps: [{ do: 'retire', space: ward, on: at.today.day + 10 }] });
  expect(space(leader)?.endsOn).toBe(at.today.day + 10);
});
