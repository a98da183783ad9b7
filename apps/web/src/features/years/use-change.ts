/**
 * The change of the year as these screens show it.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { descriptionOf, institution, nameAndKind, usualBeginning } from '@obhut/domain/institution.ts';
import { othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { insteadOf, nextBeginning, type Year } from '@obhut/domain/years.ts';
import { useBySpace, useInstitution, useModel } from '../../shell/use-client.ts';
import { useAllWards, useYears } from '../../shell/use-years.ts';
import { byName } from '../../ui/dates.ts';
import { useDateToday } from '../../ui/use-wall.ts';
import { justEveryone, type Audience, type Mover } from './plans.ts';

export interface Change {
  now: Year | undefined;
  next: Year | undefined;
  /** Years that are over and have no end so far. */
  open: readonly Year[];
  /** When the next usually begins; null: the institution has no years. */
  begins: string | null;
}

export function useChange(): Change {
  const today = useDateToday();
  const { spaces } = useInstitution();
  const years = useYears();
  const kind = useModel(institution, nameAndKind)?.kind ?? 'kita';
  const described = useModel(institution, descriptionOf);
  const begins = described?.yearBegins ?? usualBeginning(kind, null);
  const hasEnd = (id: string) => spaces.some((space) => space.id === id && space.endsOn !== null);
  return {
    now: years.find(({ when }) => when === 'now'),
    next: years.find(({ when }) => when === 'next'),
    open: years.filter(({ when, everyone }) => when === 'over' && !hasEnd(everyone)),
    begins: begins === '' ? null : nextBeginning(begins, today),
  };
}

export interface ShownMover extends Omit<Mover, 'after'> {
  name: string;
  /** Where they are in the year that goes on; empty: in no group. */
  group: string;
}

export function useAudience(): (id: string) => Audience {
  const { spaces } = useInstitution();
  return (id) => ({ id, members: spaces.find((space) => space.id === id)?.personas ?? [] });
}

/** Wards, and guardians of none, by name. Whoever is in a group of the year to come already is there. */
export function useMovers(now: Year, next: Year): readonly ShownMover[] {
  const { spaces } = useInstitution();
  const others = othersThanGuardians(spaces);
  const names = directory(useBySpace(people), spaces);
  const audience = useAudience();
  const guardiansIn = (id: string) => audience(id).members.filter((person) => !others.has(person));
  const isNext = (group: string) => next.groups.includes(group);
  const hasLeft = (id: string | undefined) => spaces.some((space) => space.id === id && space.endsOn !== null);
  const wards = useAllWards()
    .filter((ward) => !hasLeft(ward.spaces['ward/day']))
    .map((ward): ShownMover => {
      const { name, group, nextGroup } = ward.fields;
      const of = isNext(group) ? { group: '', before: group } : { group, before: insteadOf([next], nextGroup) };
      return { id: ward.id, ward, name, people: guardiansIn(ward.spaces.ward ?? ''), ...of };
    });
  const withWard = new Set(wards.flatMap((ward) => ward.people));
  const all = [now, next].flatMap(({ everyone, groups: own }) => [everyone, ...own].flatMap(guardiansIn));
  const isIn = (person: string) => (id: string) => audience(id).members.includes(person);
  const persons = [...new Set(all)]
    .filter((person) => !withWard.has(person))
    .map((person): ShownMover => {
      const alone = isIn(person)(next.everyone) ? justEveryone : '';
      return {
        id: person,
        ward: null,
        name: names.get(person)?.name ?? '',
        people: [person],
        group: now.groups.find(isIn(person)) ?? '',
        before: next.groups.find(isIn(person)) ?? alone,
      };
    });
  return [...wards, ...persons].toSorted(byName(({ name }) => name));
}

/** Groups of a year, by name. */
export function useGroupsOf(year: Year | undefined) {
  const all = useModel(groups, allGroups);
  return all.filter(({ id }) => year?.groups.includes(id) === true).toSorted(byName(({ name }) => name));
}
