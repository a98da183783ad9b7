/**
 * What is being written and was not sent. In memory only, since a draft on the device would lie there readable; closing the page asks first.
 * @module
 */
import { forgetAttached } from './files/attached.ts';
import { useCallback, useSyncExternalStore } from 'react';

const drafts = new Map<string, string>();
/** Work that is more than a text, with what ends it. */
const works = new Map<string, () => void>();
const listeners = new Set<() => void>();

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function changed(): void {
  if (drafts.size + works.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
  for (const listener of listeners) listener();
}

export function subscribeDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentDrafts(): ReadonlyMap<string, string> {
  return new Map(drafts);
}

/** What waited for its writer. What is being written by now stays. */
export function restoreDrafts(kept: readonly { name: string; text: string }[]): void {
  for (const { name, text } of kept) if (!drafts.has(name)) drafts.set(name, text);
  changed();
}

export function forgetDrafts(): void {
  drafts.clear();
  forgetAttached();
  for (const end of works.values()) end();
  works.clear();
  changed();
}

/** Closing the page asks first, and logging out ends it. Null: it is done. */
export function keepWork(key: string, end: (() => void) | null): void {
  if (end === null) works.delete(key);
  else works.set(key, end);
  changed();
}

/** A text that outlives leaving the page inside the app. Empty means: there is none. */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribeDrafts, () => drafts.get(key) ?? '');
  const set = useCallback(
    (next: string) => {
      if (next === '') drafts.delete(key);
      else drafts.set(key, next);
      changed();
    },
    [key],
  );
  return [text, set];
}
