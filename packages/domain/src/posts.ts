/**
 * Posts: letters to everyone or to a group, and who has read them. A read mark lies in the guardian's mailbox, so that other guardians
 * never see it; of staff there is none.
 * @module
 */
import * as z from 'zod/mini';
import { aliveIn } from './kernel/expiry.ts';
import { defineModel, on } from './kernel/model.ts';
import { staffOf, type Membership } from './kernel/membership.ts';
import { expireRegisters, writeAt, type Registers } from './kernel/register.ts';
import { line, prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

export const postPublished = z.strictObject({ title: line(200), text: prose(20_000) });
export const eventId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export const postRead = z.strictObject({ post: eventId });

export interface Post {
  id: string;
  title: string;
  text: string;
  author: string;
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
  expiry: number;
}

interface Reading {
  post: string;
  reader: string;
}

export interface PostsState {
  posts: ReadonlyMap<string, Post>;
  /** By post and reader. */
  readings: Registers<Reading>;
}

export const posts = defineModel<PostsState>(
  'posts',
  { posts: new Map(), readings: new Map() },
  {
    'post/published@1': on({
      schema: postPublished,
      may: placed,
      apply: (state, { id, author, time, expiry, body }, _standing, put) => ({
        ...state,
        posts: put(state.posts, id, { id, ...body, author, time, expiry }),
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
  (state, today) => ({ posts: aliveIn(state.posts, today), readings: expireRegisters(state.readings, today) }),
);

export interface PostInSpace extends Post {
  space: string;
}

/** Everything that one may read, newest first. */
export function newestFirst(states: BySpace<PostsState>): readonly PostInSpace[] {
  const all = [...states].flatMap(([space, state]) => [...state.posts.values()].map((post) => ({ ...post, space })));
  return all.sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
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

export interface Audience {
  /** Guardians who have opened it, and who have not. */
  read: readonly string[];
  unread: readonly string[];
  /** Letters into the audience that nobody has used so far. */
  openLetters: number;
}

export function audienceOf(
  states: BySpace<PostsState>,
  spaces: readonly Membership[],
  post: { id: string; space: string },
): Audience {
  const space = spaces.find(({ id }) => id === post.space);
  const staff = staffOf(spaces);
  const readers = new Set(
    [...states.values()].flatMap(({ readings }) =>
      [...readings.values()].flatMap((register) =>
        register.filter(({ value }) => value.post === post.id).map(({ value }) => value.reader),
      ),
    ),
  );
  const guardians = (space?.personas ?? []).filter((persona) => !staff.has(persona));
  return {
    read: guardians.filter((persona) => readers.has(persona)),
    unread: guardians.filter((persona) => !readers.has(persona)),
    openLetters: space?.invites.length ?? 0,
  };
}
