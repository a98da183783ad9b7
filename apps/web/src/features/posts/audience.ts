/**
 * A choice of whom one writes to, as a draft keeps it: a space, or those of several wards.
 * @module
 */
import type { Audiences } from './use-audiences.tsx';

/** What is chosen as long as it is not said which wards. */
export const someWards = 'ward';

export function spacesOf(value: string): readonly string[] {
  return value === '' || value === someWards ? [] : value.split(' ');
}

export function toSpaces(wards: readonly string[]): string {
  return wards.length === 0 ? someWards : wards.join(' ');
}

/** Whether it is one post in the spaces of wards, be it of one. */
export function isToWards({ ofWards }: Audiences, value: string): boolean {
  const spaces = spacesOf(value);
  return spaces.length > 0 && spaces.every((space) => ofWards.some((one) => one.value === space));
}

/** Whether it can be written to. */
export function isAudience(audiences: Audiences, value: string): boolean {
  const { several, team } = audiences;
  const single = [...several, ...(team === null ? [] : [team])];
  return single.some((one) => one.value === value) || isToWards(audiences, value);
}

/** Where there is nothing to choose. */
export function onlyAudience({ several, ofWards, team }: Audiences): string | null {
  const [only, ...others] = [...several, ...ofWards, ...(team === null ? [] : [team])];
  return only === undefined || others.length > 0 ? null : only.value;
}
