/**
 * From whoever committed to whoever is connected. In this process's memory; a message broker can stand behind the same interface.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';

/** What one commit added to an institution. */
export interface Committed {
  institution: Bytes;
  /** In the order of position. */
  items: readonly FeedItem[];
  /** Who went out of a space by it. */
  left: readonly Bytes[];
}

/** Called once per batch of commits, after they are durable. */
export type Listener = (batch: readonly Committed[]) => void;

export interface FanOut {
  publish(batch: readonly Committed[]): void;
  /** Returns how to end it. */
  subscribe(listener: Listener): () => void;
}

export function memoryFanOut(): FanOut {
  const listeners = new Set<Listener>();
  return {
    publish(batch) {
      for (const listener of listeners) listener(batch);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
