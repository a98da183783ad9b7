/** @module How many have come and how many letters are open, by group. */
import { othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';

export function useMembers(): (group: string) => string {
  const t = useTexts('groups');
  const { spaces } = useInstitution();
  const others = othersThanGuardians(spaces);
  return (group) => {
    const space = spaces.find(({ id }) => id === group);
    const guardians = space?.personas.filter((persona) => !others.has(persona)) ?? [];
    return t('members', { people: guardians.length, letters: space?.invites.length ?? 0 });
  };
}
