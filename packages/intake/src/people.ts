/**
 * The guardians of all wards as persons. The same name with the same number, address of mail or home is probably one person: that is
 * proposed and never done silently, since whoever is wrongly put together sees another family's child.
 * @module
 */
import type { MakeId } from './ids.ts';
import { nameKey, type MergedWard } from './merge.ts';
import type { Answers, GuardianshipProposal, Question } from './proposals.ts';
import { plain } from './text.ts';

interface Mention {
  ward: MergedWard;
  guardian: GuardianshipProposal;
}

function digits(phone: string): string {
  return phone.replaceAll(/\D/gu, '').replace(/^(?:00)?49/u, '0');
}

/** Each would do to tell that two of a name are one. */
function marksOf({ ward, guardian }: Mention): string[] {
  const { street, postalCode } = ward.values;
  return [
    ...guardian.phones.map((phone) => `phone ${digits(phone)}`),
    ...guardian.emails.map((email) => `mail ${email.toLowerCase()}`),
    ...(street === null ? [] : [`home ${plain(street)} ${postalCode ?? ''}`]),
  ];
}

/** Mentions that hang together by a mark, over several steps. */
function clusters(mentions: readonly Mention[]): Mention[][] {
  let found: { mentions: Mention[]; marks: Set<string> }[] = [];
  for (const mention of mentions) {
    const marks = marksOf(mention);
    const touched = found.filter((cluster) => marks.some((mark) => cluster.marks.has(mark)));
    const merged = {
      mentions: [...touched.flatMap((cluster) => cluster.mentions), mention],
      marks: new Set([...touched.flatMap((cluster) => [...cluster.marks]), ...marks]),
    };
    found = [...found.filter((cluster) => !touched.includes(cluster)), merged];
  }
  return found.map((cluster) => cluster.mentions);
}

function byName(mentions: readonly Mention[]): Mention[][] {
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const key = nameKey(mention.guardian);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mention]);
    else group.push(mention);
  }
  return [...groups.values()];
}

export interface People {
  /** By ward. */
  guardians: ReadonlyMap<string, readonly GuardianshipProposal[]>;
  questions: readonly Question[];
}

export function peopleIn(wards: readonly MergedWard[], makeId: MakeId, answers: Answers): People {
  const mentions = wards.flatMap((ward) =>
    ward.guardians.map((guardian, at) => {
      const before = ward.guardians.slice(0, at).filter((each) => nameKey(each) === nameKey(guardian)).length;
      return { ward, guardian: { ...guardian, person: makeId('person', ward.id, nameKey(guardian), before) } };
    }),
  );
  const several = byName(mentions)
    .flatMap(clusters)
    // Two of one name at the same ward are two.
    .filter((cluster) => new Set(cluster.map(({ ward }) => ward.id)).size === cluster.length && cluster.length > 1);
  const sameAs = new Map<string, string>();
  const questions = several.map((cluster) => {
    const people = cluster.map(({ guardian }) => guardian.person);
    const id = makeId('same-person', ...people);
    const answer = answers.get(id);
    if (answer?.kind === 'same-person' && answer.isSame)
      for (const person of people) sameAs.set(person, people[0] ?? person);
    return { kind: 'same-person' as const, id, people, wards: cluster.map(({ ward }) => ward.id) };
  });
  const guardians = new Map<string, GuardianshipProposal[]>(wards.map(({ id }) => [id, []]));
  for (const { ward, guardian } of mentions)
    guardians.get(ward.id)?.push({ ...guardian, person: sameAs.get(guardian.person) ?? guardian.person });
  return { guardians, questions };
}
