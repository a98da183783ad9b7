/**
 * Day teams as they stand: what they are called, who is in them, and what one may do there.
 * @module
 */
import { allDayTeams, dayTeams, type DayTeam } from '@obhut/domain/day-teams.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { useBySpace, useInstitution, useModel } from '../../shell/use-client.ts';
import { useTexts } from '../../shell/i18n.ts';

export interface Helper {
  id: string;
  name: string;
  /** The last UTC day. */
  until: number;
}

export interface Tablet {
  id: string;
  name: string;
}

export interface DayTeamNow {
  team: DayTeam;
  tablets: readonly Tablet[];
  helpers: readonly Helper[];
  /** Whether one takes tablets and helpers in, and out again. */
  isLed: boolean;
}

export function useDayTeams(): readonly DayTeamNow[] {
  const t = useTexts('day-team');
  const { spaces } = useInstitution();
  const teams = useModel(dayTeams, allDayTeams);
  const names = directory(useBySpace(people), spaces);
  return teams.flatMap((team) => {
    const space = spaces.find(({ id }) => id === team.id);
    if (space === undefined) return [];
    const tablets = space.devices.map((id) => ({ id, name: team.tablets.get(id) ?? t('unnamed') }));
    const helpers = space.ends.map(({ person, day }) => ({
      id: person,
      name: names.get(person)?.name ?? t('nobody'),
      until: day,
    }));
    return [{ team, tablets, helpers, isLed: space.role === 'owner' || space.role === 'admin' }];
  });
}
