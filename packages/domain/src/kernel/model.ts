/**
 * How a feature makes state of events: a model folds one space in the order of `seq`; the last writer by `seq` wins, never by a clock.
 * @module
 */
import type * as z from 'zod/mini';
import { putCopying, type Put } from './entries.ts';
import type { Standing } from './standing.ts';

/** A file of an event, as far as a model may know of it. Whoever shows it opens it by event and index. */
export interface FilePart {
  /** Among the event's files and their thumbnails. */
  index: number;
  name: string;
  /** As its sender says: nothing may rest on it but what is shown. */
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Index of the small picture of it, if there is one. */
  thumbnail: number | null;
}

/** An event that was decrypted and verified. Ids in hex. */
export interface FactEnvelope<Body = unknown> {
  id: string;
  seq: number;
  type: string;
  body: Body;
  author: string;
  /** Milliseconds since 1970, by the author's clock: to show, never to decide. */
  time: number;
  /** Last UTC day (since 1970-01-01) on which it counts; 0: as long as the space lasts. */
  expiry: number;
  /** Without thumbnails, in the order in which they were added. */
  files: readonly FilePart[];
}

export type Applied<State> =
  | { result: 'applied'; state: State }
  | { result: 'forbidden' | 'invalid' | 'unknown'; state: State };

/** One event type of a feature: its schema, who may write it where, and what it does. */
export interface FactHandler<State, Body> {
  schema: z.ZodMiniType<Body>;
  /** Whether an author of this standing may state this. */
  may: (standing: Standing, fact: FactEnvelope<Body>, state: State) => boolean;
  /** `put`: how it adds to a map. */
  apply: (state: State, fact: FactEnvelope<Body>, standing: Standing, put: Put) => State;
}

export interface Model<State> {
  name: string;
  empty: State;
  /** Every event type it knows, by name with version: `post/published@1`. */
  types: readonly string[];
  /** `put`: that of a batch, of which only the last state is used; else every state stays what it was. */
  fold(state: State, fact: FactEnvelope, standing: Standing, put?: Put): Applied<State>;
  /** The state without what has expired before `today`: `expire(fold(all), t)` equals `fold(alive at t)`. */
  expire(state: State, today: number): State;
}

/** A handler whose body type is known to itself only. */
export interface AnyHandler<State> {
  fold: (state: State, fact: FactEnvelope, standing: Standing, put: Put) => Applied<State>;
}

export function on<State, Body>(handler: FactHandler<State, Body>): AnyHandler<State> {
  return {
    fold(state, fact, standing, put) {
      const parsed = handler.schema.safeParse(fact.body);
      if (!parsed.success) return { result: 'invalid', state };
      const typed = { ...fact, body: parsed.data };
      if (!handler.may(standing, typed, state)) return { result: 'forbidden', state };
      return { result: 'applied', state: handler.apply(state, typed, standing, put) };
    },
  };
}

export function defineModel<State>(
  name: string,
  empty: State,
  handlers: Readonly<Record<string, AnyHandler<State>>>,
  expire: (state: State, today: number) => State,
): Model<State> {
  const byType = new Map(Object.entries(handlers));
  return {
    name,
    empty,
    types: [...byType.keys()],
    fold: (state, fact, standing, put = putCopying) =>
      byType.get(fact.type)?.fold(state, fact, standing, put) ?? { result: 'unknown', state },
    expire,
  };
}
