/**
 * Absences as these screens show them: of wards whose day one reads, with what still waits to be sent.
 * @module
 */
import { absences, allAbsences, type Absence } from '@obhut/domain/absences.ts';
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import type { Group } from '@obhut/domain/groups.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { useBySpace, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useAllWards, useGroupsNow } from '../../shell/use-years.ts';
import { byName } from '../../ui/dates.ts';

export interface WardOfDay {
  ward: Ward;
  /** The ward's space of the day. */
  space: string;
  group: Group | undefined;
  absences: readonly Absence[];
}

/** Whoever reads a day team and not the group itself knows the group by what the day team says of it. */
export function useGroups(): readonly Group[] {
  const named = useGroupsNow();
  const ofDays = useModel(dayTeams, allDayTeams)
    .filter(({ group }) => !named.some(({ id }) => id === group))
    .map(({ group: id, name, colour, sign }) => ({ id, name, colour, sign }));
  return [...named, ...ofDays].toSorted(byName(({ name }) => name));
}

/** Whether one belongs to the ward oneself, rather than to a day team or a team that reads its day. */
export function useIsOwn(): (of: WardOfDay) => boolean {
  const { me, spaces } = useInstitution();
  return ({ space }) => spaces.some(({ id, personas }) => id === space && personas.includes(me));
}

/** By name. */
export function useWardsOfDay(): readonly WardOfDay[] {
  const { me, standing } = useInstitution();
  const { outbox } = useSnapshot();
  const own = { author: me, by: standing === 'staff' ? 'staff' : 'guardian' } as const;
  const bySpace = Map.groupBy(allAbsences(useBySpace(absences), outbox, own), ({ space }) => space);
  const named = useGroups();
  return useAllWards()
    .toSorted(byName(({ fields }) => fields.name))
    .flatMap((ward) => {
      const space = ward.spaces['ward/day'];
      if (space === undefined) return [];
      const group = named.find(({ id }) => id === ward.fields.group);
      const ofWard = bySpace.get(space)?.toSorted((a, b) => (a.from < b.from ? -1 : 1)) ?? [];
      return [{ ward, space, group, absences: ofWard }];
    });
}
