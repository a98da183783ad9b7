/**
 * Files that are being attached to what one writes. They outlive leaving the page inside the app, as the draft itself does; what was taken
 * in lies sealed on the device, and here are only its name and its small picture.
 * @module
 */
import type { Client } from '@obhut/sync/client.ts';
import type { TakenFile } from '@obhut/sync/client/file-commands.ts';
import { ClientError, type Failure } from '@obhut/sync/failure.ts';
import { useCallback, useSyncExternalStore } from 'react';
import { useClient } from '../use-client.ts';

export interface Attached {
  key: string;
  name: string;
  /** What it shows, in words. */
  alt: string;
  /** Null while it is cleaned, and where it was refused. */
  taken: TakenFile | null;
  failure: Failure | null;
}

const none: readonly Attached[] = [];
const lists = new Map<string, readonly Attached[]>();
const listeners = new Set<() => void>();
let keys = 0;

function set(draft: string, next: readonly Attached[]): void {
  if (next.length === 0) lists.delete(draft);
  else lists.set(draft, next);
  for (const listener of listeners) listener();
}

function change(draft: string, key: string, changed: Partial<Attached>): void {
  set(
    draft,
    (lists.get(draft) ?? none).map((one) => (one.key === key ? { ...one, ...changed } : one)),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function forgetAttached(): void {
  lists.clear();
  for (const listener of listeners) listener();
}

async function take(client: Client, draft: string, key: string, file: File): Promise<void> {
  try {
    const taken = await client.takeFile(file, file.name);
    // Removed meanwhile.
    if (!(lists.get(draft) ?? none).some((one) => one.key === key)) await client.dropFile(taken.id);
    change(draft, key, { taken, name: taken.name });
  } catch (error) {
    if (!(error instanceof ClientError)) reportError(error);
    change(draft, key, { failure: error instanceof ClientError ? error.failure : 'server' });
  }
}

export interface Attaching {
  files: readonly Attached[];
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  describe: (key: string, alt: string) => void;
  /** They went out with an event. */
  clear: () => void;
}

export function useAttached(draft: string): Attaching {
  const client = useClient();
  const files = useSyncExternalStore(subscribe, () => lists.get(draft) ?? none);
  const add = useCallback(
    (added: readonly File[]) => {
      for (const file of added) {
        const key = `${keys++}`;
        set(draft, [...(lists.get(draft) ?? none), { key, name: file.name, alt: '', taken: null, failure: null }]);
        void take(client, draft, key, file);
      }
    },
    [client, draft],
  );
  const remove = (key: string) => {
    const taken = files.find((one) => one.key === key)?.taken ?? null;
    set(
      draft,
      files.filter((one) => one.key !== key),
    );
    if (taken !== null) void client.dropFile(taken.id);
  };
  return {
    files,
    add,
    remove,
    describe: (key, alt) => change(draft, key, { alt }),
    clear: () => set(draft, none),
  };
}
