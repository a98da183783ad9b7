/**
 * A year that two people have prepared at once, and what of it is still in two places.
 * @module
 */
import { carriersOf, othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import { lastingFrom } from '@obhut/domain/retention.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { insteadOf, type Year } from '@obhut/domain/years.ts';
import { useBySpace, useInstitution, useSnapshot, type Plan } from '../../shell/use-client.ts';
import { merging } from './merging.ts';
import { justEveryone, type Mover } from './plans.ts';
import { useAudience, useChange } from './use-change.ts';

/** Null: no year is in two places. */
export function useTwin(): Year | null {
  const { now, next } = useChange();
  const { spaces } = useInstitution();
  const hasEnd = (id: string) => spaces.some((space) => space.id === id && space.endsOn !== null);
  const isTwice = (year: Year | undefined) => year?.twins.some((twin) => !hasEnd(twin)) === true;
  return [next, now].find(isTwice) ?? null;
}

/** Where everybody was placed, in the one or the other. */
function useMoversIn(year: Year): readonly Mover[] {
  const { spaces } = useInstitution();
  const others = othersThanGuardians(spaces);
  const audience = useAudience();
  const isIn = (person: string) => (id: string) => audience(id).members.includes(person);
  const guardiansIn = (id: string) => audience(id).members.filter((person) => !others.has(person));
  const hasLeft = (id: string | undefined) => spaces.some((space) => space.id === id && space.endsOn !== null);
  // As it was said of each, not as it is read.
  const movers = allWards(useBySpace(wards), spaces)
    .filter((ward) => !hasLeft(ward.spaces['ward/day']))
    .map((ward): Mover => {
      const said = [ward.fields.nextGroup, ward.fields.group];
      const before = said.find((group) => year.groups.includes(insteadOf([year], group))) ?? ward.fields.nextGroup;
      const people = guardiansIn(ward.spaces.ward ?? '');
      return { id: ward.id, ward, people, before, after: insteadOf([year], before) };
    });
  const withWard = new Set(movers.flatMap(({ people }) => people));
  const all = [year.everyone, ...year.twins, ...year.groups, ...year.instead.keys()].flatMap(guardiansIn);
  const persons = [...new Set(all)]
    .filter((person) => !withWard.has(person))
    .map((person): Mover => {
      const group = [...year.groups, ...year.instead.keys()].find(isIn(person));
      const after = group === undefined ? justEveryone : insteadOf([year], group);
      return { id: person, ward: null, people: [person], before: after, after };
    });
  return [...movers, ...persons];
}

/** Everything into the one that counts. */
export function useMerging(year: Year): (id: string) => Plan {
  const { today } = useSnapshot();
  const { spaces } = useInstitution();
  const movers = useMoversIn(year);
  const audience = useAudience();
  const carriersIn = (ids: readonly string[]) => carriersOf(spaces.filter(({ id }) => ids.includes(id)));
  const there = carriersIn([year.everyone]);
  const isOpen = (id: string) => spaces.some((space) => space.id === id && space.endsOn === null);
  return (id) =>
    merging(id, {
      year,
      movers,
      everyone: audience(year.everyone),
      groups: year.groups.map(audience),
      carriers: [...carriersIn(year.twins)].filter((person) => !there.has(person)),
      left: [...year.instead.keys(), ...year.twins].filter(isOpen),
      on: lastingFrom('post', today),
    });
}
