/**
 * Several letters as one act: each is made once, and its mailbox says which prepared letter it was.
 * @module
 */
import type { Plan } from '../../shell/use-client.ts';
import type { Prepared } from './use-prepared.ts';

function fact(type: string, body: unknown) {
  return { type, body, expiry: 0, notify: 'none' as const };
}

/** Each prepared letter becomes one letter, in this order. `team` admits by them; `audiencesOf` names the spaces for these groups. */
export function makingLetters(
  id: string,
  chosen: readonly Prepared[],
  team: string,
  audiencesOf: (groupIds: readonly string[]) => readonly string[],
): Plan {
  const steps = chosen.map(({ letter, groups, note }) => ({
    do: 'letter' as const,
    key: letter.id,
    team: { space: team },
    groups: audiencesOf(groups.map((group) => group.id)).map((space) => ({ space })),
    facts: [fact('letter/addressed@1', { name: letter.name, note }), fact('letter/follows@1', { prepared: letter.id })],
  }));
  return { id, steps };
}
