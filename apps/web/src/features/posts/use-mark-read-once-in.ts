/**
 * What was opened on a letter's page counts as read once its holder has joined. Until then there is no mailbox to say so in, and it is nobody's
 * business but theirs.
 * @module
 */
import { useEffect, useRef, type RefObject } from 'react';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import type { ShownPost } from './use-posts.ts';

/** Open, and on the screen. Returns where the post stands. */
export function useMarkReadOnceIn({ id, expiry }: ShownPost, isOpen: boolean): RefObject<HTMLDetailsElement | null> {
  const client = useClient();
  const place = useRef<HTMLDetailsElement>(null);
  const { run } = useCommand();
  useEffect(() => {
    const element = place.current;
    if (element === null || !isOpen) return;
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      const fact = { type: 'post/read@1', body: { post: id }, expiry, notify: 'none' as const };
      void run(() => client.sayOnceIn(`post read ${id}`, fact));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [client, run, id, expiry, isOpen]);
  return place;
}
