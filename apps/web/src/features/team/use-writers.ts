/**
 * Who writes to everyone for the carrier, and what gives and takes that: in every year that is not over, so that nobody has to think of it.
 * @module
 */
import { carriersOf } from '@obhut/domain/kernel/membership.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { useYears } from '../../shell/use-years.ts';
import { appointing } from './plans.ts';

type Steps = ReturnType<typeof appointing>;

interface Writers {
  /** By person. */
  all: ReadonlySet<string>;
  /** `digits`: of the person's own screen; null: they have been admitted before. */
  give: (person: string, digits: string | null) => Steps;
  /** Also in years that are over: what is there is still read. */
  take: (person: string) => Steps;
}

export function useWriters(): Writers {
  const { spaces } = useInstitution();
  const years = useYears();
  const going = years.flatMap(({ everyone, when }) => (when === 'over' ? [] : [everyone]));
  const writtenBy = (person: string) =>
    spaces.flatMap(({ id, kind, writers }) => (kind === 'everyone' && writers.includes(person) ? [id] : []));
  return {
    all: carriersOf(spaces),
    give: (person, digits) => appointing(going, person, 'carrier', digits),
    take: (person) => appointing(writtenBy(person), person, 'people', null),
  };
}
