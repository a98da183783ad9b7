/**
 * A conversation among those who were chosen, as a plan.
 * @module
 */
import type { Plan } from '../../shell/use-client.ts';

/** Whoever begins it is in it, and its admin; leadership is not, unless chosen by name. */
export function beginning(id: string, name: string, staff: readonly string[], people: readonly string[]): Plan {
  const facts = [{ type: 'conversation/named@1', body: { name }, expiry: 0, notify: 'none' as const }];
  return {
    id,
    steps: [
      {
        do: 'make',
        key: 'conversation',
        kind: 'conversation',
        teams: [],
        day: null,
        staff: [...staff],
        people: [...people],
        facts,
      },
    ],
  };
}
