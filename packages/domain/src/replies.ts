/**
 * Replies to a post: between one guardian and the staff, in the guardian's mailbox, never to all.
 * @module
 */
import * as z from 'zod/mini';
import { aliveIn } from './kernel/expiry.ts';
import { defineModel, on } from './kernel/model.ts';
import { prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';
import { eventId } from './posts.ts';

export const replySent = z.strictObject({ post: eventId, text: prose(20_000) });

export interface Reply {
  id: string;
  seq: number;
  post: string;
  text: string;
  author: string;
  from: 'staff' | 'guardian';
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
  expiry: number;
}

export interface RepliesState {
  replies: ReadonlyMap<string, Reply>;
}

export const replies = defineModel<RepliesState>(
  'replies',
  { replies: new Map() },
  {
    'reply/sent@1': on({
      schema: replySent,
      may: placed,
      apply: (state, { id, seq, author, time, expiry, body }, standing, put) => {
        const from = standing.class === 'staff' ? 'staff' : 'guardian';
        return { replies: put(state.replies, id, { id, seq, ...body, author, from, time, expiry }) };
      },
    }),
  },
  (state, today) => ({ replies: aliveIn(state.replies, today) }),
);

export interface Thread {
  mailbox: string;
  post: string;
  /** In the order of the mailbox. */
  replies: readonly Reply[];
  /** The last word is the guardian's. */
  isOpen: boolean;
}

function threadsIn(mailbox: string, state: RepliesState): Thread[] {
  const byPost = Map.groupBy(state.replies.values(), ({ post }) => post);
  return [...byPost].map(([post, replies]) => {
    const inOrder = replies.toSorted((a, b) => a.seq - b.seq);
    return { mailbox, post, replies: inOrder, isOpen: inOrder.at(-1)?.from === 'guardian' };
  });
}

/** One thread for each guardian and post: the one with the newest word first. */
export function threads(states: BySpace<RepliesState>): readonly Thread[] {
  const newest = ({ replies }: Thread) => replies.at(-1)?.time ?? 0;
  return [...states].flatMap(([mailbox, state]) => threadsIn(mailbox, state)).sort((a, b) => newest(b) - newest(a));
}
