/**
 * Below which message it says who has read: for staff, of guardians. Nobody sees it of staff.
 * @module
 */
import { conversations, readings } from '@obhut/domain/conversations.ts';
import { useInstitution, useModel } from '../../shell/use-client.ts';
import { useNames } from './use-names.ts';
import type { Talk } from './use-talks.ts';

/** Names by the id of the last message of the team that each guardian has read. */
export function useReadBy(talk: Talk): ReadonlyMap<string, readonly string[]> {
  const { standing } = useInstitution();
  const marks = useModel(conversations, readings);
  const nameOf = useNames();
  const names = new Map<string, string[]>();
  if (standing === 'guardian') return names;
  for (const space of talk.spaces) {
    for (const { reader, seq } of marks.get(space) ?? []) {
      const last = talk.messages.findLast(
        (message) => message.space === space && message.from === 'staff' && message.seq <= seq,
      );
      if (last === undefined || !talk.personas.includes(reader)) continue;
      names.set(last.id, [...(names.get(last.id) ?? []), nameOf(reader, space)]);
    }
  }
  return names;
}
