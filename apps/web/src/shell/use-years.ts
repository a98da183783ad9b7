/**
 * Which year goes on in the institution, which is being prepared, and what belongs to them.
 * @module
 */
import { allGroups, groups, type Group } from '@obhut/domain/groups.ts';
import { allWards, wards, type Ward } from '@obhut/domain/wards.ts';
import { groupIn, yearName, years, yearsOf, type Year } from '@obhut/domain/years.ts';
import { useMemo } from 'react';
import { byName } from '../ui/dates.ts';
import { useDateToday } from '../ui/use-wall.ts';
import { useTexts } from './i18n.ts';
import { useBySpace, useInstitution, useModel } from './use-client.ts';

/** Oldest first. */
export function useYears(): readonly Year[] {
  const { spaces } = useInstitution();
  const states = useBySpace(years);
  const today = useDateToday();
  return useMemo(() => yearsOf(states, spaces, today), [states, spaces, today]);
}

/** "Kita-Jahr 2026/27". */
export function useYearName(): (from: string) => string {
  const t = useTexts('shell');
  return (from) => t('yearNamed', { year: yearName(from) });
}

export interface YearGroup extends Group {
  /** It is of a year that has not begun. */
  isNext: boolean;
  /** The name, with its year where that has not begun. */
  label: string;
}

/** By name: those of the year that goes on, then those of the one that is being prepared. */
export function useYearGroups(): readonly YearGroup[] {
  const nameOf = useYearName();
  const all = useModel(groups, allGroups);
  const kept = useYears();
  const next = kept.find(({ when }) => when === 'next');
  const nextName = next === undefined ? '' : nameOf(next.from);
  return useMemo(() => {
    const own = (when: Year['when']) => new Set(kept.flatMap((year) => (year.when === when ? year.groups : [])));
    const [ofNow, ofNext] = [own('now'), own('next')];
    const sorted = all.toSorted(byName(({ name }) => name));
    return [
      ...sorted.filter(({ id }) => ofNow.has(id)).map((group) => ({ ...group, isNext: false, label: group.name })),
      ...sorted
        .filter(({ id }) => ofNext.has(id))
        .map((group) => ({ ...group, isNext: true, label: `${group.name} · ${nextName}` })),
    ];
  }, [all, kept, nextName]);
}

export function useGroupsNow(): readonly YearGroup[] {
  const all = useYearGroups();
  return useMemo(() => all.filter(({ isNext }) => !isNext), [all]);
}

/** What is for everyone, of the years that are not over: the one that goes on first. `label` names those of whom it is. */
export function useEveryone(label: string): readonly { id: string; label: string }[] {
  const nameOf = useYearName();
  return useYears()
    .filter(({ when }) => when !== 'over')
    .map(({ everyone, when, from }) => ({
      id: everyone,
      label: when === 'next' ? `${label} · ${nameOf(from)}` : label,
    }));
}

/** Every ward of whom one reads something, each in the group in which it is today. */
export function useAllWards(): readonly Ward[] {
  const { spaces } = useInstitution();
  const states = useBySpace(wards);
  const all = useYears();
  return useMemo(
    () =>
      allWards(states, spaces).map((ward) => ({
        ...ward,
        fields: { ...ward.fields, group: groupIn(all, ward.fields) },
      })),
    [states, spaces, all],
  );
}

/** The spaces of a letter into these groups: with each of them what is for everyone in its year. */
export function useLetterAudiences(): (groupIds: readonly string[]) => string[] {
  const all = useYears();
  return (groupIds) => {
    const own = all.filter((year) => groupIds.some((id) => year.groups.includes(id)));
    const of = own.length > 0 ? own : all.filter(({ when }) => when === 'now');
    return [...of.map(({ everyone }) => everyone), ...groupIds];
  };
}
