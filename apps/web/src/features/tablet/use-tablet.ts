/** @module This device as the tablet of a group, and which group's. */
import { allDayTeams, dayTeams, type DayTeam } from '@obhut/domain/day-teams.ts';
import { useModel, useSnapshot, type TabletPerson } from '../../shell/use-client.ts';

interface TabletNow {
  /** Null: not read so far. */
  team: DayTeam | null;
  persons: readonly TabletPerson[];
  isOut: boolean;
}

export function useTablet(): TabletNow {
  const { tablet } = useSnapshot();
  const team = useModel(dayTeams, allDayTeams).find(({ id }) => id === tablet?.day) ?? null;
  return { team, persons: tablet?.persons ?? [], isOut: tablet?.isOut ?? false };
}
