/**
 * What is being written and was not sent. It is kept on this device under its author's lock, letter by letter; only while the last ones are
 * not down does closing the page ask first.
 * @module
 */
import type { Client } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { forgetAttached } from './files/attached.ts';
import { useClient, useSnapshot } from './use-client.ts';

/** Typed here and not down so far, by writer and key. */
const typed = new Map<string, string>();
const saving = new Set<string>();
/** The device had no room for what was typed last. */
let isFull = false;
/** Work that is more than a text, with what ends it. */
const works = new Map<string, () => void>();
const listeners = new Set<() => void>();

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function changed(): void {
  if (typed.size + works.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function endWorks(): void {
  forgetAttached();
  for (const end of works.values()) end();
  works.clear();
  changed();
}

export function forgetDrafts(): void {
  typed.clear();
  endWorks();
}

/** Closing the page asks first; logging out, locking and leaving end it. Null: it is done. */
export function keepWork(key: string, end: (() => void) | null): void {
  if (end === null) works.delete(key);
  else works.set(key, end);
  changed();
}

/** Of who has locked or left no work stays in the page. */
export function useWorkEnds(): void {
  const { writer } = useSnapshot().here;
  useEffect(() => (writer === null ? undefined : endWorks), [writer]);
}

/** One call at a time for each text; what was typed meanwhile follows in the next. */
async function save(client: Client, writer: string, key: string): Promise<void> {
  const place = `${writer} ${key}`;
  if (saving.has(place)) return;
  saving.add(place);
  try {
    for (let text = typed.get(place); text !== undefined; text = typed.get(place)) {
      await client.keepDraft(writer, key, text);
      isFull = false;
      if (typed.get(place) === text) typed.delete(place);
    }
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    // Of who has locked meanwhile nothing stays in the page. Else it is tried again with the next letter.
    if (error.failure === 'not-allowed') typed.delete(place);
    isFull = error.failure === 'storage-full';
  } finally {
    saving.delete(place);
    changed();
  }
}

/** Whether what is being written is in this page alone, because the device has no room for it. */
export function useIsDraftInDanger(): boolean {
  return useSyncExternalStore(subscribe, () => isFull && typed.size > 0);
}

/** A text that outlives leaving the page, locking and closing. Empty means: there is none. */
export function useDraft(key: string): [string, (text: string) => void] {
  const client = useClient();
  const { writer, drafts } = useSnapshot().here;
  const own = writer ?? '';
  const unsaved = useSyncExternalStore(subscribe, () => typed.get(`${own} ${key}`));
  const set = useCallback(
    (next: string) => {
      typed.set(`${own} ${key}`, next);
      changed();
      void save(client, own, key);
    },
    [client, own, key],
  );
  return [unsaved ?? drafts.find((draft) => draft.key === key)?.text ?? '', set];
}
