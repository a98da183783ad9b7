/**
 * Wards as these pages show them.
 * @module
 */
import { guardianships, type GuardianshipsState } from '@obhut/domain/guardianships.ts';
import { othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import { directory, people, type Person } from '@obhut/domain/people.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { byName } from '../../ui/dates.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useAllWards } from '../../shell/use-years.ts';

export function useWards(): readonly Ward[] {
  return useAllWards().toSorted(byName(({ fields }) => fields.name));
}

export function useWard(id: string): Ward | undefined {
  return useWards().find((ward) => ward.id === id);
}

/** Who is in by a letter and not one of the staff or the carrier, by person. */
export function useGuardians(): ReadonlyMap<string, Person> {
  const { spaces } = useInstitution();
  const others = othersThanGuardians(spaces);
  const isIn = (person: string) => spaces.some(({ personas }) => personas.includes(person));
  const known = [...directory(useBySpace(people), spaces)];
  return new Map(known.filter(([person]) => isIn(person) && !others.has(person)));
}

/** What is stated in the ward's shared space, and what is recorded where few may read. Undefined: one does not read it. */
export function useRelations(ward: Ward | undefined): {
  stated: GuardianshipsState | undefined;
  protection: GuardianshipsState | undefined;
} {
  const states = useBySpace(guardianships);
  const protection = ward?.spaces['ward/protection'];
  return {
    stated: states.get(ward?.spaces.ward ?? ''),
    protection: protection === undefined ? undefined : (states.get(protection) ?? guardianships.empty),
  };
}
