/**
 * Proposals and answers → what is to be done, as plain data: idempotent steps with deterministic ids, in an order in which they may be
 * done. Whoever carries it out (the feature of the wards) journals it, does each step once, and goes on where it was interrupted.
 *
 * A protection flag beats every import: this adds no guardian that nobody asked for, lifts no ban, and sends nothing. Letters are prepared
 * only, and only for those about whom nothing is open.
 * @module
 */
import { bannedBy, openQuestions, pair } from './answered.ts';
import type { MakeId } from './ids.ts';
import { idsOf } from './ids.ts';
import { isEmpty } from './merge.ts';
import type { Answers, BanKind, GuardianshipProposal, Proposals, WardProposal, WardValues } from './proposals.ts';
import { plain } from './text.ts';
import type { Name } from './values/names.ts';

/** Every `id` is 32 hex digits and the same in every run with the same seed; those of known groups and wards are their own. */
export type Step =
  | { kind: 'group'; id: string; name: string }
  /** A new ward with all that the list says, or what has changed of a known one: a field that is not there stays as it is. */
  | { kind: 'ward'; id: string; isKnown: boolean; name: Name | null; group: string | null; values: Partial<WardValues> }
  /** Before any guardian of the ward. `people`: none: somebody who is no guardian here. No text of the list is in it. */
  | {
      kind: 'flag';
      id: string;
      ward: string;
      bans: readonly BanKind[];
      people: readonly ({ person: string } & Name)[];
      fileNumber: string;
    }
  /** `mayCollect` false: a ban says so; null: the list does not say, a person decides. It gives no other right. */
  | ({ kind: 'guardianship'; id: string; ward: string; mayCollect: false | null } & GuardianshipProposal)
  /** One for each person, never for a family. It is prepared and waits for somebody to print it. */
  | ({ kind: 'letter'; id: string; person: string; wards: readonly string[] } & Name);

export interface Plan {
  steps: readonly Step[];
  /** Ids of questions without an answer. */
  open: readonly string[];
  /** Wards of the list that are not in the steps until a question is answered. */
  waiting: readonly string[];
  /** Known wards whose guardians are left alone because of a protection flag. */
  flagged: readonly string[];
  /** People for whom no letter is prepared, and why. */
  withoutLetter: readonly { person: string; why: 'open-question' | 'ban' }[];
}

interface Circle {
  proposals: Proposals;
  answers: Answers;
  open: ReadonlySet<string>;
  waiting: ReadonlySet<string>;
  makeId: MakeId;
}

/** As whom the steps know a ward. */
function targetOf(ward: string, { compared }: Proposals): string {
  const found = compared.get(ward);
  return found === undefined || found.state === 'new' ? ward : found.known;
}

function wardSteps(ward: WardProposal, proposals: Proposals): Step[] {
  const compared = proposals.compared.get(ward.id) ?? { state: 'new' };
  if (compared.state === 'unchanged') return [];
  const name = { given: ward.given, family: ward.family };
  const { group: groupName } = ward.values;
  const group =
    proposals.groups.find((each) => groupName !== null && plain(each.name) === plain(groupName))?.id ?? null;
  const fields = compared.state === 'new' ? null : new Set<string>(compared.fields);
  const isTaken = (field: string) => field !== 'group' && (fields?.has(field) ?? true);
  const values: Partial<WardValues> = Object.fromEntries(
    Object.entries(ward.values).filter(([field, value]) => isTaken(field) && !isEmpty(value)),
  );
  return [
    {
      kind: 'ward',
      id: targetOf(ward.id, proposals),
      isKnown: fields !== null,
      name: fields?.has('name') === false ? null : name,
      group: fields?.has('group') === false ? null : group,
      values,
    },
  ];
}

function flagSteps({ proposals, answers, waiting, makeId }: Circle): Step[] {
  return proposals.questions.flatMap((question) => {
    const answer = question.kind === 'ban' ? answers.get(question.id) : undefined;
    if (question.kind !== 'ban' || answer?.kind !== 'ban' || waiting.has(question.ward)) return [];
    const { bans, people, fileNumber } = answer;
    const named = proposals.wards.flatMap(({ guardians }) => guardians).filter(({ person }) => people.includes(person));
    const each = new Map(named.map(({ person, given, family }) => [person, { person, given, family }]));
    return [
      {
        kind: 'flag',
        id: makeId('flag', question.id),
        ward: targetOf(question.ward, proposals),
        bans,
        people: [...each.values()],
        fileNumber,
      },
    ];
  });
}

/** Whose guardians are left alone: something about them is open, or a flag stands there already. */
function isHeld(ward: WardProposal, { proposals, open, waiting }: Circle): boolean {
  const isOpen = proposals.questions.some(({ kind, id, ...question }) => {
    return kind === 'ban' && 'ward' in question && question.ward === ward.id && open.has(id);
  });
  return isOpen || waiting.has(ward.id) || proposals.flagged.has(targetOf(ward.id, proposals));
}

/** To a known ward a guardian comes only where somebody has said so. */
function isAsked(ward: WardProposal, person: string, { proposals, answers }: Circle): boolean {
  if (proposals.compared.get(ward.id)?.state === 'new') return true;
  return proposals.questions.some((question) => {
    if (question.kind !== 'new-guardian' || question.ward !== ward.id || question.person !== person) return false;
    const answer = answers.get(question.id);
    return answer?.kind === 'new-guardian' && answer.isAdded;
  });
}

type GuardianshipStep = Extract<Step, { kind: 'guardianship' }>;

function guardianshipSteps(circle: Circle): GuardianshipStep[] {
  const { proposals, answers, makeId } = circle;
  const banned = bannedBy(proposals, answers);
  return proposals.wards.flatMap((ward) => {
    if (isHeld(ward, circle)) return [];
    return ward.guardians.flatMap((guardian) => {
      const bans = banned.get(pair(ward.id, guardian.person));
      if (bans?.has('contact') === true || bans?.has('disclosure') === true) return [];
      if (!isAsked(ward, guardian.person, circle)) return [];
      const mayCollect = bans?.has('collect') === true ? (false as const) : null;
      const target = targetOf(ward.id, proposals);
      const id = makeId('guardianship', target, guardian.person);
      return [{ kind: 'guardianship' as const, id, ward: target, mayCollect, ...guardian }];
    });
  });
}

/** Whom an open question concerns. */
function peopleAskedAbout({ proposals, open }: Circle): ReadonlySet<string> {
  const guardiansOf = (id: string) =>
    proposals.wards.filter((ward) => ward.id === id).flatMap(({ guardians }) => guardians.map(({ person }) => person));
  const people = proposals.questions.flatMap((question) => {
    if (!open.has(question.id)) return [];
    if (question.kind === 'same-person') return question.people;
    if (question.kind === 'new-guardian') return [question.person];
    return (question.kind === 'same-ward' ? question.wards : [question.ward]).flatMap(guardiansOf);
  });
  return new Set(people);
}

function letterSteps(guardianships: readonly GuardianshipStep[], asked: ReadonlySet<string>, makeId: MakeId): Step[] {
  const byPerson = Map.groupBy(guardianships, ({ person }) => person);
  return [...byPerson].flatMap(([person, [first, ...more]]) => {
    if (first === undefined || asked.has(person)) return [];
    const wards = [first, ...more].map(({ ward }) => ward);
    return [{ kind: 'letter', id: makeId('letter', person), person, wards, given: first.given, family: first.family }];
  });
}

/** The seed is that of the proposals. */
export function plan(proposals: Proposals, answers: Answers, seed: Uint8Array): Plan {
  const open = openQuestions(proposals, answers);
  const waiting = new Set(
    proposals.questions.flatMap((question) => {
      if (!open.has(question.id)) return [];
      if (question.kind === 'same-ward') return question.wards;
      return question.kind === 'which-known' ? [question.ward] : [];
    }),
  );
  const circle: Circle = { proposals, answers, open, waiting, makeId: idsOf(seed) };
  const guardianships = guardianshipSteps(circle);
  const asked = peopleAskedAbout(circle);
  const letters = letterSteps(guardianships, asked, circle.makeId);
  const wards = proposals.wards.filter(({ id }) => !waiting.has(id)).flatMap((ward) => wardSteps(ward, proposals));
  const groups = new Set(wards.map((step) => (step.kind === 'ward' ? step.group : null)));
  const banned = new Set([...bannedBy(proposals, answers)].map(([key]) => key.split(' ')[1] ?? ''));
  const written = new Set(letters.map((step) => (step.kind === 'letter' ? step.person : '')));
  const without = [...new Set([...asked, ...banned])].filter((person) => !written.has(person));
  return {
    steps: [
      ...proposals.groups
        .filter(({ id, isKnown }) => !isKnown && groups.has(id))
        .map(({ id, name }) => ({ kind: 'group' as const, id, name })),
      ...wards,
      ...flagSteps(circle),
      ...guardianships,
      ...letters,
    ],
    open: [...open],
    waiting: [...waiting],
    flagged: [...proposals.flagged],
    withoutLetter: without.map((person) => ({ person, why: asked.has(person) ? 'open-question' : 'ban' })),
  };
}
