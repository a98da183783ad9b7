/**
 * What is to be done so that the day of a ward belongs to the day team of its group, and to no other.
 * @module
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { useInstitution, useModel, type PlanStep } from './use-client.ts';

/** `space`: the ward's space of the day. Empty as well where one may not change it, or does not read the day teams. */
export function useDaySteps(): (space: string, group: string) => PlanStep[] {
  const { spaces } = useInstitution();
  const teams = useModel(dayTeams, allDayTeams);
  return (id, group) => {
    const space = spaces.find((one) => one.id === id);
    if (space?.role !== 'owner' && space?.role !== 'admin') return [];
    return teams.flatMap((team): PlanStep[] => {
      const isIn = space.spaces.includes(team.id);
      if (isIn === (team.group === group)) return [];
      return [{ do: isIn ? 'leave' : 'join', space: { space: id }, day: { space: team.id } }];
    });
  };
}
