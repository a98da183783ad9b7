/**
 * Whether one is of those who lead: they let people in, and answer for who is in and who is reached.
 * @module
 */
import { useInstitution } from './use-client.ts';

export function useLeads(): boolean {
  const role = useInstitution().spaces.find(({ kind }) => kind === 'leadership')?.role;
  return role === 'owner' || role === 'admin';
}
