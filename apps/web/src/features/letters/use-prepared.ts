/**
 * Prepared letters with what the app knows of those whom they are about.
 * @module
 */
import type { Group } from '@obhut/domain/groups.ts';
import { guardianships, rightBlocked } from '@obhut/domain/guardianships.ts';
import { preparations, preparedLetters, type Preparation } from '@obhut/domain/prepared-letters.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useAllWards, useYearGroups } from '../../shell/use-years.ts';
import { byName } from '../../ui/dates.ts';

export interface Prepared {
  letter: Preparation;
  wards: readonly Ward[];
  groups: readonly Group[];
  /** Who that is to whom, as it stands on the letter. */
  note: string;
  /** A flag stands against somebody of this name at one of the wards: no letter is made. */
  isBlocked: boolean;
}

/** Whoever may not read a ward's flags does not see its letters either. */
export function usePrepared(): readonly Prepared[] {
  const t = useTexts('letters');
  const { spaces } = useInstitution();
  const flags = useBySpace(guardianships);
  const all = useAllWards();
  const named = useYearGroups();
  return preparations(useBySpace(preparedLetters), spaces)
    .map((letter) => {
      const own = all.filter(({ id }) => letter.wards.includes(id));
      const names = own.map(({ fields }) => fields.name).join(', ');
      const { relation, name, person } = letter;
      const note = relation === '' ? t('noteOf', { name: names }) : t('noteRelation', { relation, name: names });
      return {
        letter,
        wards: own,
        groups: named
          .filter(({ id }) => own.some(({ fields }) => fields.group === id || fields.nextGroup === id))
          .map(({ label, ...group }) => ({ ...group, name: label })),
        note: note.slice(0, 200).trim(),
        isBlocked: own.some(
          ({ spaces: { 'ward/protection': space } }) =>
            space === undefined || rightBlocked(flags.get(space), person, name, ['maySee']) !== null,
        ),
      };
    })
    .filter((prepared) => prepared.wards.length > 0)
    .toSorted(byName(({ letter }) => letter.name));
}
