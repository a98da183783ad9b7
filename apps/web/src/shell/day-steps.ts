/**
 * What is to be done so that the day of a ward belongs to the day team of its group, and to no other. Pure.
 * @module
 */
import type { DayTeam } from '@obhut/domain/day-teams.ts';
import type { PlanStep, SpaceView } from './use-client.ts';

/** `space`: the ward's space of the day. Empty as well where one may not change it. */
export function dayStepsOf(
  spaces: readonly Pick<SpaceView, 'id' | 'role' | 'spaces'>[],
  teams: readonly Pick<DayTeam, 'id' | 'group'>[],
  space: string,
  group: string,
): PlanStep[] {
  const day = spaces.find(({ id }) => id === space);
  if (day?.role !== 'owner' && day?.role !== 'admin') return [];
  return teams.flatMap((team): PlanStep[] => {
    const isIn = day.spaces.includes(team.id);
    if (isIn === (team.group === group)) return [];
    return [{ do: isIn ? 'leave' : 'join', space: { space }, day: { space: team.id } }];
  });
}
