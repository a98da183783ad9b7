/**
 * Replies as screens show them: with those that still wait to be sent.
 * @module
 */
import { replies, replySent, threads, type Thread } from '@obhut/domain/replies.ts';
import { useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';

export interface ShownReply {
  id: string;
  author: string;
  text: string;
  /** Milliseconds since 1970; null while it waits to be sent. */
  time: number | null;
}

export interface ShownThread {
  mailbox: string;
  post: string;
  isOpen: boolean;
  replies: readonly ShownReply[];
}

interface Waiting {
  id: string;
  mailbox: string;
  post: string;
  text: string;
}

function useWaiting(): readonly Waiting[] {
  return useSnapshot().outbox.flatMap(({ id, space, type, body }) => {
    const parsed = type === 'reply/sent@1' ? replySent.safeParse(body) : null;
    return parsed?.success === true ? [{ id, mailbox: space, ...parsed.data }] : [];
  });
}

function shown(thread: Thread, waiting: readonly Waiting[], me: string): ShownThread {
  const ids = new Set(thread.replies.map(({ id }) => id));
  const mine = waiting.filter(
    ({ id, mailbox, post }) => mailbox === thread.mailbox && post === thread.post && !ids.has(id),
  );
  return {
    mailbox: thread.mailbox,
    post: thread.post,
    isOpen: thread.isOpen && mine.length === 0,
    replies: [...thread.replies, ...mine.map(({ id, text }) => ({ id, author: me, text, time: null }))],
  };
}

/** What waits to be sent comes last. */
function when({ time }: ShownReply): number {
  return time ?? Infinity;
}

/** What one person and the team said about a post, in whichever of the person's mailboxes; one answers where the newest word is. */
function merged(same: readonly ShownThread[]): ShownThread {
  const newest = same.toSorted((a, b) => Math.max(...b.replies.map(when), 0) - Math.max(...a.replies.map(when), 0))[0];
  if (newest === undefined) throw new RangeError('a group is not empty');
  return { ...newest, replies: same.flatMap(({ replies }) => replies).toSorted((a, b) => when(a) - when(b)) };
}

/** One for each guardian and post; those that so far only wait come first. */
export function useThreads(): readonly ShownThread[] {
  const { me, spaces } = useInstitution();
  const stored = useModel(replies, threads);
  const waiting = useWaiting();
  const isNew = ({ mailbox, post }: Waiting) =>
    !stored.some((thread) => thread.mailbox === mailbox && thread.post === post);
  const begun = Map.groupBy(waiting.filter(isNew), ({ mailbox, post }) => `${mailbox} ${post}`);
  const fresh = [...begun.values()].flatMap(([first]) =>
    first === undefined ? [] : [{ mailbox: first.mailbox, post: first.post, replies: [], isOpen: false }],
  );
  const personOf = (mailbox: string) => spaces.find(({ id }) => id === mailbox)?.personas[0] ?? mailbox;
  const all = [...fresh, ...stored].map((thread) => shown(thread, waiting, me));
  return [...Map.groupBy(all, ({ mailbox, post }) => `${personOf(mailbox)} ${post}`).values()].map(merged);
}
