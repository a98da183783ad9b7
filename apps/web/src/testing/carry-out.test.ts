/**
 * A list carried out by the real client at an honest server: with a device that dies in the middle, and again.
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { groups, allGroups } from '@obhut/domain/groups.ts';
import { flagsOf, guardianships } from '@obhut/domain/guardianships.ts';
import { intakes, keptOfIntakes } from '@obhut/domain/intakes.ts';
import type { Model } from '@obhut/domain/kernel/model.ts';
import { people } from '@obhut/domain/people.ts';
import { preparations, preparedLetters } from '@obhut/domain/prepared-letters.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { readTable } from '@obhut/intake/intake.ts';
import { mappingFor } from '@obhut/intake/mapping.ts';
import { plan as planOf } from '@obhut/intake/plan.ts';
import type { Answers, Known, Proposals } from '@obhut/intake/proposals.ts';
import { propose } from '@obhut/intake/propose.ts';
import type { Client } from '@obhut/sync/client.ts';
import { createClient } from '@obhut/sync/client/create-client.ts';
import { founded, spaceOf, world, type DeviceOf } from '@obhut/sync/testing/clients.ts';
import { OfflineError, type Transport } from '@obhut/sync/transport/transport.ts';
import { expect, test, vi } from 'vitest';
import { statesOf } from '../shell/use-client.ts';
import { carryingOut, type Surroundings } from '../features/import/carry-out.ts';
import { unkept, valuesOf, type Words } from '../features/import/ward-texts.ts';

const models: readonly Model<unknown>[] = [groups, wards, dayTeams, guardianships, intakes, people, preparedLetters];
const today = '2026-11-28';
const seed = new Uint8Array(16).fill(3);
const words: Words = {
  sex: { female: 'weiblich', male: 'männlich', diverse: 'divers' },
  measles: { shown: 'vorgelegt', missing: 'nicht vorgelegt', unknown: 'unbekannt', exempt: 'befreit' },
};
const list = [
  'Nr.;Name;Vorname;Geburtsdatum;Geschl.;Gruppe;Straße;PLZ;Ort;Konfession;Masernschutz;Allergien;Mutter;Tel. Mutter;Vater;Notfallkontakt;Bemerkung',
  '1;Groß;Mia;01.02.2021;w;Bären;Weg 1;07238;Dorf;o.B.;ja;Nüsse, Ei;Anna Groß;0151 1234567;Uwe Groß;Oma Helga 0170 5550101;Vater: Abholverbot lt. Beschluss AG 12 F 3/26',
  '2;Lee;Ben;03.04.2022;m;Igel;;;;ev.;05.06.2024;;Ina Lee;;;;kommt um 9',
].join('\n');

function proposed(known: Known, answers: Answers = new Map()): Proposals {
  const table = readTable(new TextEncoder().encode(list));
  if ('refused' in table) throw new Error(table.refused);
  const draft = {
    mapping: mappingFor(table, []),
    edits: new Map<string, string>(),
    skipped: new Set<number>(),
    answers,
  };
  return propose(table, draft, { today, seed, known });
}

/** Uwe may not collect: so it was answered. */
function planned(known: Known) {
  const first = proposed(known);
  const answers: Answers = new Map(
    first.questions.flatMap((question) => {
      if (question.kind !== 'ban') return [];
      const uwe = first.wards.flatMap(({ guardians }) => guardians).filter(({ given }) => given === 'Uwe');
      const people = uwe.map(({ person }) => person);
      return [[question.id, { kind: 'ban', bans: ['contact'], people, fileNumber: question.fileNumber }] as const];
    }),
  );
  return planOf(proposed(known, answers), answers, seed);
}

function spacesOf(client: Client) {
  return client.snapshot().institution?.spaces ?? [];
}

function wardsOf(client: Client) {
  return allWards(statesOf(client.states(), wards), spacesOf(client));
}

function surroundings(client: Client, attempt: string): Surroundings {
  return {
    seed,
    isSeedKept: keptOfIntakes(statesOf(client.states(), intakes)).seed !== null,
    attempt,
    leadership: spaceOf(client, 'leadership'),
    team: spaceOf(client, 'team'),
    spaces: spacesOf(client),
    dayTeams: allDayTeams(statesOf(client.states(), dayTeams)),
    wards: wardsOf(client),
    groups: allGroups(statesOf(client.states(), groups)),
    signs: ['panda', 'fish', 'cat'],
    prepared: preparations(statesOf(client.states(), preparedLetters), spacesOf(client)),
    words,
    somebody: 'Jemand',
    until: 20_300,
  };
}

function knownOf(client: Client): Known {
  const named = allGroups(statesOf(client.states(), groups));
  const known = wardsOf(client).map(({ id, fields }) => {
    const [given = '', family = ''] = fields.name.split(' ');
    const group = named.find((one) => one.id === fields.group)?.name ?? null;
    return { id, given, family, values: valuesOf(fields, group, today), guardians: [], isFlagged: false };
  });
  return { wards: known, groups: named, unkept };
}

/** Everything that is there, as it would be counted. */
function made(client: Client) {
  const kinds = spacesOf(client).map(({ kind }) => kind);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  const letters = preparations(statesOf(client.states(), preparedLetters), spacesOf(client));
  const flags = [...statesOf(client.states(), guardianships).values()].flatMap(flagsOf);
  return {
    spaces: ['group', 'ward/day', 'ward', 'ward/sensitive', 'ward/protection', 'mailbox'].map(count),
    names: wardsOf(client)
      .map(({ fields }) => fields.name)
      .toSorted(),
    letters: letters.map(({ name }) => name).toSorted(),
    flags: flags.map(({ name, file, bans }) => ({ name, file, bans })),
  };
}

const whole = {
  spaces: [2, 2, 2, 2, 2, 0],
  names: ['Ben Lee', 'Mia Groß'],
  letters: ['Anna Groß', 'Ina Lee'],
  flags: [{ name: 'Uwe Groß', file: '12 F 3/26', bans: ['contact'] }],
};

async function leading() {
  const at = world();
  const device = at.device();
  const parts = { ...device.parts, models };
  Object.assign(device.parts, parts);
  return { device, leader: await founded(device, at.server.foundingCode()) };
}

test('spaces, facts, flags and prepared letters are made; the same list again finds nothing to do', async () => {
  const { leader } = await leading();
  const plan = planned({ wards: [], groups: [], unkept });
  await leader.perform(carryingOut(plan, surroundings(leader, '1'.repeat(32))));
  expect(made(leader)).toEqual(whole);
  const mia = wardsOf(leader).find(({ fields }) => fields.name === 'Mia Groß');
  expect(mia?.fields).toMatchObject({
    birthDate: '2021-02-01',
    sex: 'weiblich',
    street: 'Weg 1',
    postalCode: '07238',
    religion: 'o.B.',
    measles: 'vorgelegt',
    allergies: 'Nüsse\nEi',
    emergency: 'Oma Helga 0170 5550101',
  });
  // What is noted of a ward its guardians read: no word of a remark is there.
  expect(JSON.stringify(wardsOf(leader))).not.toMatch(/Abholverbot|kommt um 9/u);
  const again = proposed(knownOf(leader));
  expect([...again.compared.values()].map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
  // And whoever knew nothing of it would make nothing twice.
  await leader.perform(carryingOut(plan, surroundings(leader, '2'.repeat(32))));
  expect(made(leader)).toEqual(whole);
});

test('what a newer list says is said where it belongs', async () => {
  const { leader } = await leading();
  await leader.perform(carryingOut(planned({ wards: [], groups: [], unkept }), surroundings(leader, '1'.repeat(32))));
  const mia = wardsOf(leader).find(({ fields }) => fields.name === 'Mia Groß');
  const values = { town: 'Stadt', religion: { code: null, text: 'ev.' } } as const;
  const id = mia?.id ?? '';
  const step = { kind: 'ward', id, isKnown: true, name: null, group: null, values } as const;
  const plan = { steps: [step], open: [], waiting: [], flagged: [], withoutLetter: [] };
  await leader.perform(carryingOut(plan, surroundings(leader, '2'.repeat(32))));
  const after = wardsOf(leader).find((ward) => ward.id === id)?.fields;
  expect(after).toMatchObject({ name: 'Mia Groß', town: 'Stadt', religion: 'ev.', street: 'Weg 1' });
});

test('where a group has a day team, it reads the day of who is new there and of who comes to it', async () => {
  const { leader } = await leading();
  await leader.perform(carryingOut(planned({ wards: [], groups: [], unkept }), surroundings(leader, '1'.repeat(32))));
  const [bears, hedgehogs] = ['Bären', 'Igel'].map((name) =>
    allGroups(statesOf(leader.states(), groups)).find((group) => group.name === name),
  );
  const teamOf = async (group: string, name: string) => {
    const body = { group, name, colour: 1, sign: 'fish' };
    return await leader.createDayTeam([{ type: 'day-team/named@1', body, expiry: 0, notify: 'none' }]);
  };
  const [theirs, others] = [await teamOf(bears?.id ?? '', 'Bären'), await teamOf(hedgehogs?.id ?? '', 'Igel')];
  const dayOf = (name: string) => wardsOf(leader).find(({ fields }) => fields.name === name)?.spaces['ward/day'] ?? '';
  await leader.perform({
    id: '7'.repeat(32),
    steps: [{ do: 'join', space: { space: dayOf('Ben Lee') }, day: { space: others } }],
  });
  const id = wardsOf(leader).find(({ fields }) => fields.name === 'Ben Lee')?.id ?? '';
  const group = bears?.id ?? '';
  const come = { kind: 'ward', id, isKnown: true, name: null, group, values: {} } as const;
  const name = { given: 'Zoë', family: 'Neu' };
  const isNew = { kind: 'ward', id: '9'.repeat(32), isKnown: false, name, group, values: {} } as const;
  const plan = { steps: [come, isNew], open: [], waiting: [], flagged: [], withoutLetter: [] };
  await leader.perform(
    carryingOut(plan, { ...surroundings(leader, '2'.repeat(32)), seed: new Uint8Array(16).fill(4) }),
  );
  const readers = (ward: string) => spacesOf(leader).find((space) => space.id === dayOf(ward))?.spaces ?? [];
  expect(readers('Ben Lee')).toContain(theirs);
  expect(readers('Ben Lee')).not.toContain(others);
  expect(readers('Zoë Neu')).toContain(theirs);
  expect(readers('Mia Groß')).not.toContain(theirs);
});

function dying(transport: Transport, isDead: (isAppend: boolean) => boolean): Transport {
  return {
    origin: transport.origin,
    call: async (name, request, token) => {
      if (isDead(name === 'append')) throw new OfflineError();
      return await transport.call(name, request, token);
    },
    putBlob: (place, offset, bytes, token) => transport.putBlob(place, offset, bytes, token),
    getBlob: (place, offset, token) => transport.getBlob(place, offset, token),
    live: (token, after, listener) => transport.live(token, after, listener),
  };
}

async function interrupted(device: DeviceOf, appends: number) {
  let sent = 0;
  const isDead = () => sent > appends;
  const transport = dying(device.transport, (isAppend) => {
    if (isAppend) sent++;
    return isDead();
  });
  const client = await createClient({ ...device.parts, transport });
  await vi.waitFor(() => expect(client.snapshot().connection).toBe('online'), 20_000);
  return { client, isDead };
}

test.each([0, 1, 2, 3])(
  'a tab that is closed after %i appends goes on, and nothing is there twice',
  async (appends) => {
    const { device, leader } = await leading();
    const plan = carryingOut(planned({ wards: [], groups: [], unkept }), surroundings(leader, '1'.repeat(32)));
    const { client: first, isDead } = await interrupted(device, appends);
    first.perform(plan).catch(() => undefined);
    await vi.waitFor(() => expect(first.snapshot().plans).toHaveLength(1), 20_000);
    await vi.waitFor(() => expect(isDead()).toBe(true), 20_000);
    expect(made(first)).not.toEqual(whole);
    const second = await device.start();
    await vi.waitFor(() => expect(made(second)).toEqual(whole), { timeout: 25_000, interval: 50 });
    await vi.waitFor(() => expect(second.snapshot().plans).toEqual([]), 20_000);
  },
);
