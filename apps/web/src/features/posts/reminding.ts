/**
 * Reminding as one act: each guardian in their own mailbox, so that nobody learns who else has not read.
 * @module
 */
import type { Plan } from '../../shell/use-client.ts';

interface Reminding {
  post: string;
  /** Ids of the mailboxes. */
  mailboxes: readonly string[];
  /** As long as the post. */
  expiry: number;
}

export function reminding(id: string, { post, mailboxes, expiry }: Reminding): Plan {
  const fact = { type: 'post/reminded@1', body: { post }, expiry, notify: 'normal' as const };
  return { id, steps: mailboxes.map((space) => ({ do: 'say', key: space, space: { space }, fact })) };
}
