/**
 * Posts: letters to everyone, to a group, to those who see one ward or several, or among the staff. Each guardian's read mark lies in their own mailbox,
 * and so does what reminds them of a post: other guardians see neither. Of staff there is no mark.
 * @module
 */
import * as z from 'zod/mini';
import { aliveIn } from './kernel/expiry.ts';
import type { Put } from './kernel/entries.ts';
import { defineModel, on, type FactEnvelope, type FilePart } from './kernel/model.ts';
import { expireRegisters, latest, writeAt, type Registers } from './kernel/register.ts';
import type { Standing } from './kernel/standing.ts';
import { line, prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';
import { whole, type PostInSpace, type WholePost } from './post-copies.ts';

export const eventId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export const postPublished = z.strictObject({ title: line(200), text: prose(20_000) });
/** With files. `alts`: what each of them shows, in words, for those who do not see it; empty where nobody said so. */
export const postPublishedWithFiles = z.strictObject({
  title: line(200),
  text: prose(20_000),
  alts: z.array(z.union([z.literal(''), line(300)])).check(z.maxLength(50)),
});
/**
 * Into the spaces of wards, one event for each, all of one post. `post`: what they have in common, chosen at random. It says so of one ward as
 * well: nobody who reads it can tell whether others got it too.
 */
export const postPublishedToWards = z.strictObject({
  post: eventId,
  title: line(200),
  text: prose(20_000),
  alts: z.array(z.union([z.literal(''), line(300)])).check(z.maxLength(50)),
});
export const postRead = z.strictObject({ post: eventId });
/** To the guardian in whose mailbox it lies. */
const postReminded = z.strictObject({ post: eventId });
/** Said beside the deletion of the post, of which nothing is left: who reads it knows why it is gone. */
const postWithdrawn = z.strictObject({ post: eventId });
/** In place of what the post said; its files stay. */
export const postCorrected = z.strictObject({ post: eventId, title: line(200), text: prose(20_000) });

export interface PostFile extends FilePart {
  /** In words; may be empty. */
  alt: string;
}

export type Sender = 'staff' | 'carrier';

function senderOf(standing: Standing): Sender {
  return standing.class === 'carrier' ? 'carrier' : 'staff';
}

export interface Post {
  /** By which everybody speaks of it. */
  id: string;
  /** The event that it came with: its own id, except where one post is several events. */
  event: string;
  title: string;
  text: string;
  author: string;
  /** As whom they wrote it, by the log of that time. */
  by: Sender;
  /** Its place in the log of its space. */
  seq: number;
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
  expiry: number;
  files: readonly PostFile[];
}

interface Correction {
  title: string;
  text: string;
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
}

interface Withdrawal {
  post: string;
  author: string;
  by: Sender;
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
}

interface Reading {
  post: string;
  reader: string;
}

export interface PostsState {
  /** By event. */
  posts: ReadonlyMap<string, Post>;
  /** By post and reader. */
  readings: Registers<Reading>;
  /** By post and author: only a post's own author corrects it. */
  corrections: Registers<Correction>;
  /** By post. */
  withdrawals: Registers<Withdrawal>;
  /** By post: when somebody of the staff reminded of it, in milliseconds since 1970 by their clock. */
  reminders: Registers<number>;
}

type WithFiles = Pick<z.infer<typeof postPublishedWithFiles>, 'title' | 'text' | 'alts'>;

function withFiles(
  state: PostsState,
  { id: event, author, seq, time, expiry, files, body: { title, text, alts } }: FactEnvelope<WithFiles>,
  id: string,
  standing: Standing,
  put: Put,
): PostsState {
  const described = files.map((file, index) => ({ ...file, alt: alts[index] ?? '' }));
  const post = { id, event, title, text, author, by: senderOf(standing), seq, time, expiry, files: described };
  return { ...state, posts: put(state.posts, event, post) };
}

export const posts = defineModel<PostsState>(
  'posts',
  { posts: new Map(), readings: new Map(), corrections: new Map(), withdrawals: new Map(), reminders: new Map() },
  {
    'post/published@1': on({
      schema: postPublished,
      may: placed,
      apply: (state, { id, author, seq, time, expiry, body }, standing, put) => ({
        ...state,
        posts: put(state.posts, id, {
          id,
          event: id,
          ...body,
          author,
          by: senderOf(standing),
          seq,
          time,
          expiry,
          files: [],
        }),
      }),
    }),
    'post/published@2': on({
      schema: postPublishedWithFiles,
      may: placed,
      apply: (state, fact, standing, put) => withFiles(state, fact, fact.id, standing, put),
    }),
    'post/published@3': on({
      schema: postPublishedToWards,
      may: placed,
      apply: (state, fact, standing, put) => withFiles(state, fact, fact.body.post, standing, put),
    }),
    'post/corrected@1': on({
      schema: postCorrected,
      may: placed,
      apply(state, fact, _standing, put) {
        const { post, title, text } = fact.body;
        const correction = { title, text, time: fact.time };
        return { ...state, corrections: writeAt(state.corrections, `${post} ${fact.author}`, fact, correction, put) };
      },
    }),
    'post/withdrawn@1': on({
      schema: postWithdrawn,
      may: placed,
      apply(state, fact, standing, put) {
        const { author, time, body } = fact;
        const withdrawal = { post: body.post, author, by: senderOf(standing), time };
        return { ...state, withdrawals: writeAt(state.withdrawals, withdrawal.post, fact, withdrawal, put) };
      },
    }),
    'post/reminded@1': on({
      schema: postReminded,
      may: placed,
      apply: (state, fact, _standing, put) => ({
        ...state,
        reminders: writeAt(state.reminders, fact.body.post, fact, fact.time, put),
      }),
    }),
    'post/read@1': on({
      schema: postRead,
      may: placed,
      apply(state, fact, _standing, put) {
        const reading = { post: fact.body.post, reader: fact.author };
        return { ...state, readings: writeAt(state.readings, `${reading.post} ${reading.reader}`, fact, reading, put) };
      },
    }),
  },
  (state, today) => ({
    posts: aliveIn(state.posts, today),
    readings: expireRegisters(state.readings, today),
    corrections: expireRegisters(state.corrections, today),
    withdrawals: expireRegisters(state.withdrawals, today),
    reminders: expireRegisters(state.reminders, today),
  }),
);

function asCorrected(state: PostsState, post: Post): Omit<PostInSpace, 'space'> {
  const correction = latest(state.corrections.get(`${post.id} ${post.author}`));
  if (correction === null) return { ...post, corrected: null };
  const { title, text, time } = correction;
  return { ...post, title, text, corrected: time };
}

/** Everything that one may read, newest first. */
export function newestFirst(states: BySpace<PostsState>): readonly WholePost[] {
  const all = [...states].flatMap(([space, state]) =>
    [...state.posts.values()].map((post) => ({ ...asCorrected(state, post), space })),
  );
  return whole(all).toSorted((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
}

export interface WithdrawnPost extends Withdrawal {
  /** Where it was, as far as one reads it. */
  spaces: readonly string[];
}

/** Posts that were taken back, newest first. Of one that is still there nothing is said, whatever somebody claims. */
export function withdrawnPosts(states: BySpace<PostsState>): readonly WithdrawnPost[] {
  const left = new Set([...states.values()].flatMap((state) => [...state.posts.values()].map(({ id }) => id)));
  const all = [...states].flatMap(([space, { withdrawals }]) =>
    [...withdrawals.values()].flatMap((register) => {
      const withdrawal = latest(register);
      return withdrawal === null || left.has(withdrawal.post) ? [] : [{ ...withdrawal, space }];
    }),
  );
  const byPost = Map.groupBy(all, ({ post, author }) => `${post} ${author}`);
  const merged = [...byPost.values()].flatMap((same) => {
    const [first] = same.toSorted((a, b) => b.time - a.time);
    if (first === undefined) return [];
    const { space: _, ...withdrawal } = first;
    return [{ ...withdrawal, spaces: same.map(({ space }) => space) }];
  });
  return merged.sort((a, b) => b.time - a.time || (a.post < b.post ? -1 : 1));
}

/** Posts that this persona has opened. */
export function readBy(states: BySpace<PostsState>, reader: string): ReadonlySet<string> {
  const read = new Set<string>();
  for (const { readings } of states.values()) {
    for (const register of readings.values()) {
      for (const { value } of register) if (value.reader === reader) read.add(value.post);
    }
  }
  return read;
}
