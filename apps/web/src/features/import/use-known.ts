/**
 * What there is already, as the import compares with it.
 * @module
 */
import { flagsOf, guardianships, guardianshipsOf } from '@obhut/domain/guardianships.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { preparations, preparedLetters } from '@obhut/domain/prepared-letters.ts';
import { wardTiers, type Ward } from '@obhut/domain/wards.ts';
import type { Known, KnownWard } from '@obhut/intake/proposals.ts';
import { useMemo } from 'react';
import { useBySpace, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useAllWards, useGroupsNow } from '../../shell/use-years.ts';
import { unkept, valuesOf } from './ward-texts.ts';

/** Names are kept whole; the import compares them whole. */
function apart(name: string): { given: string; family: string } {
  const at = name.lastIndexOf(' ');
  return at === -1 ? { given: name, family: '' } : { given: name.slice(0, at), family: name.slice(at + 1) };
}

/** One that was interrupted in the middle is not there so far: it is gone on with. */
function isWhole({ spaces }: Ward): boolean {
  return wardTiers.every((tier) => spaces[tier] !== undefined);
}

export function dayNow(today: number): string {
  return new Date(today * 86_400_000).toISOString().slice(0, 10);
}

export function useKnown(): Known {
  const { today } = useSnapshot();
  const { spaces } = useInstitution();
  const found = useAllWards();
  const related = useBySpace(guardianships);
  const names = useBySpace(people);
  const letters = useBySpace(preparedLetters);
  const all = useGroupsNow();
  return useMemo(() => {
    const persons = directory(names, spaces);
    const prepared = preparations(letters, spaces);
    const known = (ward: Ward): KnownWard => {
      const { fields, id } = ward;
      const group = all.find((one) => one.id === fields.group)?.name ?? null;
      const stated = guardianshipsOf(related.get(ward.spaces.ward ?? ''));
      const guardians = [
        ...stated.map(({ guardian }) => ({ id: guardian, name: persons.get(guardian)?.name ?? '' })),
        ...prepared.filter((letter) => letter.wards.includes(id)),
      ];
      return {
        id,
        ...apart(fields.name),
        values: valuesOf(fields, group, dayNow(today)),
        guardians: guardians.map((one) => ({ id: one.id, ...apart(one.name) })),
        isFlagged: flagsOf(related.get(ward.spaces['ward/protection'] ?? '')).length > 0,
      };
    };
    return { wards: found.filter(isWhole).map(known), groups: all, unkept };
  }, [today, spaces, found, related, names, letters, all]);
}
