/**
 * The day teams that one reads, as {@link dayStepsOf} asks for them.
 * @module
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { dayStepsOf } from './day-steps.ts';
import { useInstitution, useModel, type PlanStep } from './use-client.ts';

/** `space`: the ward's space of the day. Empty as well where one may not change it, or does not read the day teams. */
export function useDaySteps(): (space: string, group: string) => PlanStep[] {
  const { spaces } = useInstitution();
  const teams = useModel(dayTeams, allDayTeams);
  return (space, group) => dayStepsOf(spaces, teams, space, group);
}
