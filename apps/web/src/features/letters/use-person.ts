/**
 * Everything that these pages know of one person who is in.
 * @module
 */
import { comebacks, comebacksDue, comebacksOpen } from '@obhut/domain/comebacks.ts';
import type { Group } from '@obhut/domain/groups.ts';
import { othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import { directory, people, type Person } from '@obhut/domain/people.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useAllWards, useYearGroups } from '../../shell/use-years.ts';

/** Everybody who is in now, by person. Whoever has come back and is not confirmed is named by whom the letter was for. */
function useInside(): ReadonlyMap<string, Person> {
  const { spaces } = useInstitution();
  const isIn = (person: string) => spaces.some(({ personas }) => personas.includes(person));
  return new Map([...directory(useBySpace(people), spaces)].filter(([person]) => isIn(person)));
}

/** Who is in by a letter and not one of the staff or the carrier. */
export function usePersons(): ReadonlyMap<string, Person> {
  const others = othersThanGuardians(useInstitution().spaces);
  return new Map([...useInside()].filter(([person]) => !others.has(person)));
}

/** For whose guardian a letter is. */
export function useWardOf(id: string): Ward | null {
  return useAllWards().find((ward) => ward.id === id) ?? null;
}

export interface KnownPerson {
  person: Person;
  groups: readonly Group[];
  /** A new letter for them is open. */
  hasLetter: boolean;
  /** As who they have come in by it; null: nobody has. */
  next: string | null;
}

export function usePerson(id: string): KnownPerson | null {
  const { spaces } = useInstitution();
  const states = useBySpace(comebacks);
  const all = useYearGroups();
  const person = useInside().get(id);
  if (person === undefined) return null;
  const isMember = (group: Group) => spaces.some((space) => space.id === group.id && space.personas.includes(id));
  return {
    person,
    groups: all.filter(isMember).map(({ label, ...group }) => ({ ...group, name: label })),
    hasLetter: comebacksOpen(states, spaces).has(id),
    next: comebacksDue(states, spaces).find((comeback) => comeback.person === id)?.next ?? null,
  };
}
