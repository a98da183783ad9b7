/**
 * Opening a post says so, once, to the team. Of staff there is no mark.
 * @module
 */
import { mailboxOf } from '@obhut/domain/kernel/membership.ts';
import { useEffect } from 'react';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useRead, type ShownPost } from './use-posts.ts';

/** What this page has already said, until the engine shows it. */
const said = new Set<string>();

export function useMarkRead({ id, expiry }: ShownPost): void {
  const client = useClient();
  const { me, standing, spaces } = useInstitution();
  const isRead = useRead().has(id);
  const { run } = useCommand();
  const mailbox = standing === 'guardian' ? mailboxOf(spaces, me)?.id : undefined;
  useEffect(() => {
    const key = `${me} ${id}`;
    if (mailbox === undefined || isRead || said.has(key)) return;
    said.add(key);
    void run(() => client.send({ space: mailbox, type: 'post/read@1', body: { post: id }, expiry, notify: 'none' }));
  }, [client, run, me, mailbox, id, expiry, isRead]);
}
