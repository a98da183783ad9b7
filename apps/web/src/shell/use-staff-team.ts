/**
 * The team of all staff: the one that leads what is for everyone.
 * @module
 */
import { useInstitution } from './use-client.ts';

/** Null: one reads no team. */
export function useStaffTeam(): string | null {
  const { spaces } = useInstitution();
  const teams = spaces.filter(({ kind }) => kind === 'team');
  const led = spaces.find(({ kind }) => kind === 'everyone')?.spaces ?? [];
  return (teams.find(({ id }) => led.includes(id)) ?? teams[0])?.id ?? null;
}
