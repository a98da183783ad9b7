/**
 * Groups as these pages see them: which team works there, and what one may change.
 * @module
 */
import { colleagues, ownTeam } from '@obhut/domain/group-teams.ts';
import { allGroups, groups, type Group } from '@obhut/domain/groups.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useModel } from '../../shell/use-client.ts';
import { byName } from '../../ui/dates.ts';
import type { GroupNow } from './plans.ts';

export interface GroupWithTeam extends GroupNow {
  named: Group;
  /** Who works there; null: all staff. */
  staff: readonly string[] | null;
}

export function useGroupsWithTeams(): readonly GroupWithTeam[] {
  const { spaces } = useInstitution();
  const all = allWards(useBySpace(wards), spaces);
  return useModel(groups, allGroups)
    .map((named): GroupWithTeam => ({
      named,
      group: named.id,
      spaces,
      wards: all.filter(({ fields }) => fields.group === named.id),
      staff: ownTeam(spaces, named.id)?.personas ?? null,
    }))
    .toSorted(byName(({ named }) => named.name));
}

export interface Colleague {
  id: string;
  name: string;
}

/** Who works here and does not lead, and whoever else is asked for, by name. */
export function useColleagues(): { all: readonly Colleague[]; called: (people: readonly string[]) => Colleague[] } {
  const t = useTexts('team');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const called = (ids: readonly string[]) =>
    ids.map((id) => ({ id, name: names.get(id)?.name ?? t('nobody') })).toSorted(byName(({ name }) => name));
  return { all: called(colleagues(spaces)), called };
}

/** `makes`: a team needs an owner to begin it; whoever else leads changes who is in it. */
export function useMayStaff(): { makes: boolean; changes: boolean } {
  const role = useInstitution().spaces.find(({ kind }) => kind === 'leadership')?.role;
  return { makes: role === 'owner', changes: role === 'owner' || role === 'admin' };
}
