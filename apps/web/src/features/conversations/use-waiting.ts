/**
 * Messages of mine that the server does not have so far.
 * @module
 */
import { describedBy, messageSent } from '@obhut/domain/conversations.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import type { ShownMessage } from './use-talks.ts';

/** Oldest first. Their place in the space is not known: behind everything that is. */
export function useWaiting(): readonly ShownMessage[] {
  const { outbox } = useSnapshot();
  const { me, standing } = useInstitution();
  const from = standing === 'guardian' ? 'guardian' : 'staff';
  return outbox.flatMap(({ id, space, type, body, files, upload }) => {
    const parsed = type === 'message/sent@1' ? messageSent.safeParse(body) : null;
    if (parsed?.success !== true) return [];
    const { text, alts } = parsed.data;
    const described = describedBy(files, alts);
    const later = { seq: Infinity, time: Infinity, expiry: 0 };
    return [{ id, space, text, author: me, from, ...later, files: described, isWaiting: true, upload }];
  });
}
