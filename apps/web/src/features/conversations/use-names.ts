/**
 * What people are called where one meets them in a conversation.
 * @module
 */
import { guardianships, guardianshipsOf } from '@obhut/domain/guardianships.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';

/** Guardians of one ward do not read each other's names, but what each of them is to the ward. */
export function useNames(): (persona: string, space: string) => string {
  const t = useTexts('conversations');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const related = useBySpace(guardianships);
  return (persona, space) => {
    const name = names.get(persona)?.name ?? null;
    if (name !== null) return name;
    const relation = guardianshipsOf(related.get(space)).find(({ guardian }) => guardian === persona)?.relation ?? '';
    return relation === '' ? t('nobody') : relation;
  };
}
