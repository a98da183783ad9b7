/**
 * What a list said of somebody who has come in by a letter: a proposal, which a person confirms.
 * @module
 */
import { preparations, preparedLetters, type Preparation } from '@obhut/domain/prepared-letters.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';

export function usePreparation(person: string | null): Preparation | null {
  const { spaces } = useInstitution();
  const all = preparations(useBySpace(preparedLetters), spaces);
  return person === null ? null : (all.find((letter) => letter.person === person) ?? null);
}
