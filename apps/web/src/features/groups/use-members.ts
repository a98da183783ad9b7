/** @module How many have come and how many letters are open, by group. */
import { staffOf } from '@obhut/domain/kernel/membership.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';

export function useMembers(): (group: string) => string {
  const t = useTexts('groups');
  const { spaces } = useInstitution();
  const staff = staffOf(spaces);
  return (group) => {
    const space = spaces.find(({ id }) => id === group);
    const guardians = space?.personas.filter((persona) => !staff.has(persona)) ?? [];
    return t('members', { people: guardians.length, letters: space?.invites.length ?? 0 });
  };
}
