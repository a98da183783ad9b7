/**
 * An institution with some life in it, for tests and for looking at screens. All of it is made up.
 * @module
 */
import { teamOf } from '@obhut/domain/group-teams.ts';
import { wardFields, type WardFieldName } from '@obhut/domain/wards.ts';
import type { NewSpaceDraft } from '@obhut/sync/client.ts';
import type { PlanStep } from '@obhut/sync/plans/plan.ts';
import { enrolment, noValues } from '../features/wards/plans.ts';
import { models } from '../worker/models.ts';
import { FakeClient } from './fake-client.ts';
import { FakeWorld, fakeToday, foundingCode } from './fake-world.ts';

export const password = 'Rote Tür, sieben Äpfel';

export function newWorld(): FakeWorld {
  return new FakeWorld(models);
}

function fact(type: string, body: unknown, expiry = 0): NewSpaceDraft {
  return { type, body, expiry, notify: 'none' };
}

export async function foundedBy(world: FakeWorld, kind: 'kita' | 'school' | 'home' = 'kita'): Promise<FakeClient> {
  const leader = new FakeClient(world);
  await leader.register('sabine', password);
  const facts = [
    fact('institution/named@1', { name: kind === 'kita' ? 'KiTa Lindenhof' : 'Lindenhof', kind }),
    fact('profile/named@1', { name: 'Sabine Brandt' }),
  ];
  await leader.found({ code: foundingCode, facts });
  await leader.sheetLater();
  return leader;
}

function groupOf(leader: FakeClient, name: string, colour: number, sign: string): Promise<string> {
  return leader.createSpace('group', [fact('group/named@1', { name, colour, sign })]);
}

/** A letter that was opened and claimed; `name` is also the login name. */
async function guardianOf(leader: FakeClient, name: string, note: string, groups: string[]): Promise<FakeClient> {
  const letter = await leader.invite(groups, [fact('letter/addressed@1', { name, note })]);
  const guardian = new FakeClient(leader.world);
  await guardian.openLetter({ fragment: letter.fragment, code: letter.code });
  await guardian.register(name, password);
  await guardian.claim([fact('profile/named@1', { name })]);
  await guardian.sheetLater();
  return guardian;
}

/** Somebody who has come by a letter into no group, and is nothing more so far. */
export async function newcomerOf(leader: FakeClient, name: string): Promise<FakeClient> {
  return await guardianOf(leader, name, '', []);
}

/** Writes to everyone for the carrier. */
export async function carrierOf(leader: FakeClient, name: string): Promise<FakeClient> {
  const carrier = await newcomerOf(leader, name);
  const { me: person = '', digits = '' } = carrier.snapshot().institution ?? {};
  const everyone = leader.world.spaceOfKind('everyone').id;
  const step: PlanStep = { do: 'appoint', space: { space: everyone }, person, as: 'carrier', digits };
  await leader.perform({ id: leader.world.newId(), steps: [step] });
  await carrier.send({ space: everyone, ...fact('profile/named@1', { name }) });
  return carrier;
}

/** Somebody of the staff, who does not lead. */
export async function colleagueOf(leader: FakeClient, name: string): Promise<FakeClient> {
  const colleague = await newcomerOf(leader, name);
  const { me = '', digits = '' } = colleague.snapshot().institution ?? {};
  await leader.admit(me, 'team', digits);
  const everyone = leader.world.spaceOfKind('everyone').id;
  await colleague.send({ space: everyone, ...fact('profile/named@1', { name }) });
  return colleague;
}

/** A ward of the group, read by those who work there. */
export async function enrolled(leader: FakeClient, name: string, group: string): Promise<string> {
  const id = leader.world.newId();
  const team = teamOf(leader.world.spaces, group)?.id ?? '';
  await leader.perform(enrolment(id, { ...noValues, name, group }, team));
  return id;
}

export function publish(leader: FakeClient, space: string, title: string, text: string): Promise<string> {
  return leader.send({ space, ...fact('post/published@1', { title, text }, fakeToday + 400) });
}

export function reply(client: FakeClient, mailbox: string, post: string, text: string): Promise<string> {
  return client.send({ space: mailbox, ...fact('reply/sent@1', { post, text }, fakeToday + 365) });
}

export function mailboxOf(client: FakeClient): string {
  const { institution } = client.snapshot();
  const mailbox = institution?.spaces.find(
    ({ kind, personas }) => kind === 'mailbox' && personas.includes(institution.me),
  );
  if (mailbox === undefined) throw new Error('no mailbox');
  return mailbox.id;
}

interface Enrolment {
  fields: Partial<Record<WardFieldName, string>>;
  /** Guardians who may see. */
  people?: string[];
  /** The day team of its group. */
  day?: string;
}

/** A ward with the two spaces that its team leads; by kind. */
export async function enrol(
  leader: FakeClient,
  ward: string,
  { fields, people = [], day }: Enrolment,
): Promise<Readonly<Record<string, string>>> {
  const steps = (['ward/day', 'ward'] as const).map((kind): PlanStep => {
    const noted = Object.entries(fields).filter(
      ([field]) => Object.entries(wardFields).find(([name]) => name === field)?.[1].tier === kind,
    );
    const facts = [
      fact('ward/opened@1', { ward }),
      ...noted.map(([field, text]) => fact('ward/noted@1', { field, text })),
    ];
    const team = kind === 'ward/day' && day !== undefined ? { space: day } : null;
    return { do: 'make', key: kind, kind, teams: [], day: team, staff: [], people, facts };
  });
  return (await leader.perform({ id: ward, steps })).spaces;
}

export interface Lindenhof {
  leader: FakeClient;
  mother: FakeClient;
  father: FakeClient;
  /** Ids of posts. */
  trip: string;
  party: string;
}

const trip = `Liebe Eltern,

am **Dienstag, 16. Juni** fahren wir mit dem Bus in den Tierpark. Wir starten um 8:45 Uhr und sind gegen 15 Uhr zurück.

Bitte geben Sie Ihrem Kind mit:

- Rucksack
- Trinkflasche
- Sonnenhut

Wer begleiten kann, schreibt uns kurz. Herzliche Grüße
Sabine Brandt`;

/** Two groups, four guardians, two posts, a thread, an open letter. The kit is in the safe. */
export async function lindenhof(kind: 'kita' | 'school' | 'home' = 'kita'): Promise<Lindenhof> {
  const world = newWorld();
  const leader = await foundedBy(world, kind);
  await leader.kitKept();
  const bears = await groupOf(leader, 'Bärengruppe', 6, 'panda');
  const hedgehogs = await groupOf(leader, 'Igelgruppe', 4, 'squirrel');
  const mother = await guardianOf(leader, 'Ayşe Yılmaz', 'Mutter von Elif', [hedgehogs]);
  const father = await guardianOf(leader, 'Can Yılmaz', 'Vater von Elif', [hedgehogs]);
  await guardianOf(leader, 'Fionn O’Neill', 'Vater von Finn', [hedgehogs, bears]);
  await guardianOf(leader, 'Olena Petrenko', 'Mutter von Hana', [bears]);
  await leader.invite(
    [hedgehogs],
    [fact('letter/addressed@1', { name: 'Petra Schäfer', note: 'Mutter von Ben und Ida' })],
  );
  const everyone = world.spaceOfKind('everyone').id;
  const tripId = await publish(leader, hedgehogs, 'Ausflug in den Zoo', trip);
  const text = 'Liebe Eltern, am Freitag feiern wir. Bitte schreiben Sie uns, was Sie mitbringen.';
  const party = await publish(leader, everyone, 'Sommerfest: wer bringt was mit?', text);
  await mother.send({ space: mailboxOf(mother), ...fact('post/read@1', { post: tripId }, fakeToday + 400) });
  await reply(mother, mailboxOf(mother), tripId, 'Elif kommt mit. Ich kann begleiten, wenn noch jemand fehlt.');
  return { leader, mother, father, trip: tripId, party };
}
