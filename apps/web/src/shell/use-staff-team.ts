/**
 * The team of all staff: the one that leads what is for everyone.
 * @module
 */
import { staffTeam } from '@obhut/domain/group-teams.ts';
import { useInstitution } from './use-client.ts';

/** Null: one reads no team. */
export function useStaffTeam(): string | null {
  return staffTeam(useInstitution().spaces)?.id ?? null;
}
