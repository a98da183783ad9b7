/**
 * An institution by the real client: founded, its groups and children entered, its people in by their letters.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { dateOfDay } from '@obhut/domain/kernel/local-time.ts';
import { wardFieldNames, wardFields, wardTiers } from '@obhut/domain/wards.ts';
import { lastBeginning } from '@obhut/domain/years.ts';
import type { Letter, NewSpaceDraft } from '@obhut/sync/client.ts';
import type { PlanResult } from '@obhut/sync/client/plan-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { Plan, PlanStep } from '@obhut/sync/plans/plan.ts';
import { clock } from '../member.ts';
import type { Adult, Cast, Child } from './cast.ts';
import type { Person } from './person.ts';

/** Somebody comes with a device of their own. */
export type Arrive = (adult: Adult) => Promise<Person>;

export interface House {
  cast: Cast;
  /** Of educators, parents and those whose letters are on their way, in this order. */
  letters: readonly Letter[];
  leader: Person;
  educators: readonly Person[];
  parents: readonly Person[];
  /** Mailbox of each parent, hex. */
  mailboxes: readonly string[];
  /** Spaces in the order of the cast, hex. */
  groups: readonly string[];
  /** By place in the list of children: the spaces of the ward by tier. */
  wards: readonly ReadonlyMap<string, string>[];
}

const newId = (): string => randomBytes(16).toString('hex');

export function fact(type: string, body: unknown): NewSpaceDraft {
  return { type, body, expiry: 0, notify: 'none' };
}

export async function perform(person: Person, steps: PlanStep[]): Promise<PlanResult> {
  const plan: Plan = { id: newId(), steps };
  const result = await person.client.perform(plan);
  if (Object.keys(result.letters).length > 0) await person.client.forgetPlan(plan.id);
  return result;
}

/** A try that ended before the institution was founded has left the account. */
async function register({ client, login, password }: Person): Promise<void> {
  try {
    await client.register(login, password);
  } catch (error) {
    if (!(error instanceof ClientError) || error.failure !== 'name-taken') throw error;
    await client.login(login, password);
  }
}

async function found({ institution, description, leader }: Cast, code: string, arrive: Arrive): Promise<Person> {
  const person = await arrive(leader);
  await register(person);
  await person.client.found({
    code,
    facts: [
      fact('institution/named@1', { name: institution, kind: 'kita' }),
      fact('institution/described@1', description),
      fact('year/opened@1', { from: lastBeginning(description.yearBegins, dateOfDay(clock.today())) }),
      fact('profile/named@1', { name: leader.name }),
    ],
  });
  await person.client.sheetLater();
  await person.until(() => person.client.snapshot().caughtUp, 'founding is not read back');
  return person;
}

/** A ward's spaces and what is noted of it, each where it may be read. `key`: how the plan calls the ward. */
export function enrolling(key: string, { noted }: Child, group: string, team: string): PlanStep[] {
  const ward = newId();
  const all = { ...noted, group };
  return wardTiers.map((tier) => {
    const fields = wardFieldNames.filter((field) => wardFields[field].tier === tier && all[field] !== undefined);
    const facts = [
      fact('ward/opened@1', { ward }),
      ...fields.map((field) => fact('ward/noted@1', { field, text: all[field] })),
    ];
    const isTeams = tier === 'ward/day' || tier === 'ward';
    const teams = isTeams ? [{ space: team }] : [];
    return { do: 'make', key: `${key} ${tier}`, kind: tier, teams, day: null, staff: [], people: [], facts };
  });
}

interface Recipient {
  name: string;
  note: string;
  groups: readonly string[];
}

async function letters(leading: Person, team: string, recipients: readonly Recipient[]): Promise<Letter[]> {
  const steps = recipients.map(({ name, note, groups: into }, at): PlanStep => {
    const facts = [fact('letter/addressed@1', { name, note })];
    return { do: 'letter', key: String(at), team: { space: team }, groups: into.map((space) => ({ space })), facts };
  });
  const made = await perform(leading, steps);
  return recipients.flatMap((_, at) => made.letters[at] ?? []);
}

/** By the letter, and no further. */
export async function join(adult: Adult, letter: Letter, arrive: Arrive): Promise<Person> {
  const person = await arrive(adult);
  await person.client.openLetter({ fragment: letter.fragment, code: letter.code });
  await person.client.register(adult.login, adult.password);
  await person.client.claim([fact('profile/named@1', { name: adult.name })]);
  await person.client.sheetLater();
  return person;
}

/** Puts each parent into the spaces of their children: their letters were handed over in person. */
async function relate(house: House): Promise<void> {
  const steps = house.cast.parents.flatMap((parent, at): PlanStep[] => {
    const guardian = house.parents[at]?.id ?? '';
    return parent.children.flatMap((child): PlanStep[] => {
      const own = house.wards[child];
      const rights = ['custody', 'maySee', 'mayDecide', 'mayCollect', 'inEmergency'];
      const stated = fact('guardianship/stated@1', { guardian, relation: parent.relation, rights });
      const spaces = ['ward/day', 'ward', 'ward/sensitive'].flatMap((tier) => own?.get(tier) ?? []);
      return [
        ...spaces.map((space): PlanStep => {
          return { do: 'add', space: { space }, person: guardian, as: 'people', until: null, digits: null };
        }),
        { do: 'say', key: `${at} ${child}`, space: { space: own?.get('ward') ?? '' }, fact: stated },
      ];
    });
  });
  await perform(house.leader, steps);
}

async function enter(leading: Person, { groups, children }: Cast): Promise<Pick<House, 'groups' | 'wards'>> {
  const spaces: string[] = [];
  for (const group of groups) spaces.push(await leading.client.createSpace('group', [fact('group/named@1', group)]));
  const team = leading.space('team');
  const steps = children.flatMap((child, at) => enrolling(String(at), child, spaces[child.group] ?? '', team));
  const { spaces: made } = await perform(leading, steps);
  return {
    groups: spaces,
    wards: children.map((_, at) => new Map(wardTiers.map((tier) => [tier, made[`${at} ${tier}`] ?? '']))),
  };
}

/** Letters for all of the cast. */
function invite(leading: Person, { children, educators, parents, invited }: Cast, groups: readonly string[]) {
  const groupsOf = (places: readonly number[]) => [
    ...new Set(places.flatMap((at) => groups[children[at]?.group ?? 0] ?? [])),
  ];
  const noteOf = (relation: string, places: readonly number[]) =>
    `${relation} von ${places.map((at) => children[at]?.noted.name ?? '').join(' und ')}`;
  return letters(leading, leading.space('team'), [
    ...educators.map(({ name }) => ({ name, note: 'Team', groups: [] })),
    ...parents.map(({ name, relation, children: of }) => ({ name, note: noteOf(relation, of), groups: groupsOf(of) })),
    ...invited.map(({ name, child }) => ({ name, note: noteOf('Elternteil', [child]), groups: groupsOf([child]) })),
  ]);
}

/** Into the team, with the digits of their own screen. */
async function admit(leading: Person, educator: Person): Promise<void> {
  const digits = educator.client.snapshot().institution?.digits ?? '';
  const isSeen = () =>
    leading.client.snapshot().institution?.spaces.some(({ personas }) => personas.includes(educator.id)) === true;
  await leading.until(isSeen, 'nobody has come by a letter');
  await leading.client.admit(educator.id, 'team', digits);
  const isStaff = () => educator.client.snapshot().institution?.standing === 'staff';
  await educator.until(isStaff, 'nobody has admitted them');
  await educator.say({ ...fact('profile/named@1', { name: educator.name }), space: educator.space('everyone') });
}

/** `tell`: called before each step, with what it does. The kit waits to be kept. */
export async function build(cast: Cast, code: string, arrive: Arrive, tell: (step: string) => void): Promise<House> {
  tell('The institution is founded');
  const leading = await found(cast, code, arrive);
  tell(`${cast.children.length} children are entered`);
  const entered = await enter(leading, cast);
  tell('Letters are made and opened');
  const all = await invite(leading, cast, entered.groups);
  const people: Person[] = [];
  for (const [at, adult] of [...cast.educators, ...cast.parents].entries()) {
    const letter = all[at];
    if (letter !== undefined) people.push(await join(adult, letter, arrive));
  }
  const [team, guardians] = [cast.educators.length, cast.parents.length];
  const house: House = {
    cast,
    letters: all,
    leader: leading,
    educators: people.slice(0, team),
    parents: people.slice(team),
    mailboxes: all.slice(team, team + guardians).map(({ mailbox }) => mailbox),
    ...entered,
  };
  tell('Team and parents come to their children');
  for (const educator of house.educators) await admit(leading, educator);
  await relate(house);
  return house;
}
