/**
 * Where a guardian is in because of a ward: the ward's spaces and its group's audience.
 * @module
 */
import { guardianships, guardianshipsOf } from '@obhut/domain/guardianships.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useWards } from './use-wards.ts';

interface Audience {
  isIn: (space: string) => boolean;
  /** Reads what is shared of the ward. */
  sees: boolean;
  group: string | null;
  /** Is in the group for no other ward. */
  leavesGroup: boolean;
}

export function useAudience(ward: Ward, guardian: string | null): Audience {
  const { spaces } = useInstitution();
  const states = useBySpace(guardianships);
  const wards = useWards();
  const isIn = (space: string) =>
    guardian !== null && spaces.some(({ id, personas }) => id === space && personas.includes(guardian));
  const own = [ward.spaces['ward/day'], ward.spaces.ward, ward.spaces['ward/sensitive']];
  const group = spaces.find(({ id, kind }) => id === ward.fields.group && kind === 'group')?.id ?? null;
  const hasOther = wards.some(
    (other) =>
      other.id !== ward.id &&
      other.fields.group === ward.fields.group &&
      guardianshipsOf(states.get(other.spaces.ward ?? '')).some((one) => one.guardian === guardian),
  );
  return { isIn, sees: own.some((space) => space !== undefined && isIn(space)), group, leavesGroup: !hasOther };
}
