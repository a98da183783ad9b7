/**
 * Where a guardian is in because of a ward: the ward's spaces, and the audiences of its group and of the one in the year to come.
 * @module
 */
import { guardianships, guardianshipsOf } from '@obhut/domain/guardianships.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useLetterAudiences } from '../../shell/use-years.ts';
import { useWards } from './use-wards.ts';

interface Audience {
  isIn: (space: string) => boolean;
  /** Reads what is shared of the ward. */
  sees: boolean;
  /** Whoever sees the ward is in these. */
  joins: readonly string[];
  /** In these they are for no other ward. */
  leaves: readonly string[];
}

export function useAudience(ward: Ward, guardian: string | null): Audience {
  const { spaces } = useInstitution();
  const states = useBySpace(guardianships);
  const wards = useWards();
  const audiencesOf = useLetterAudiences();
  const isIn = (space: string) =>
    guardian !== null && spaces.some(({ id, personas }) => id === space && personas.includes(guardian));
  const own = [ward.spaces['ward/day'], ward.spaces.ward, ward.spaces['ward/sensitive']];
  const isGroup = (id: string) => spaces.some((space) => space.id === id && space.kind === 'group');
  const groups = [ward.fields.group, ward.fields.nextGroup].filter(isGroup);
  const isThere = (id: string) =>
    wards.some(
      (other) =>
        other.id !== ward.id &&
        [other.fields.group, other.fields.nextGroup].includes(id) &&
        guardianshipsOf(states.get(other.spaces.ward ?? '')).some((one) => one.guardian === guardian),
    );
  return {
    isIn,
    sees: own.some((space) => space !== undefined && isIn(space)),
    joins: groups.length === 0 ? [] : audiencesOf(groups),
    leaves: groups.filter((id) => !isThere(id)),
  };
}
