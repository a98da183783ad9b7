/**
 * How far somebody has looked, on this device alone: numbers of places in spaces, nothing that was said. Of staff it is written nowhere else.
 * @module
 */
import { useCallback, useSyncExternalStore } from 'react';

const prefix = 'obhut-seen';
/** Before what somebody wants of notices on this device. */
export const noticesPrefix = 'obhut-notices';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Other tabs.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function changed(): void {
  for (const listener of listeners) listener();
}

/** What stands there in one word, so that it is the same as long as nothing changes. */
function stored(me: string): string {
  const own = Object.keys(localStorage).filter((key) => key.startsWith(`${prefix} ${me} `));
  return own
    .sort()
    .map((key) => `${key.slice(prefix.length + me.length + 2)}=${localStorage.getItem(key) ?? ''}`)
    .join(' ');
}

/** Up to which seq, by space. */
export function useSeen(me: string): (space: string) => number {
  const all = useSyncExternalStore(subscribe, () => stored(me));
  return useCallback(
    (space) => {
      const seq = Number(new RegExp(`(?:^| )${space}=(\\d+)`, 'u').exec(all)?.[1] ?? 0);
      return Number.isSafeInteger(seq) ? seq : 0;
    },
    [all],
  );
}

export function keepSeen(me: string, space: string, seq: number): void {
  localStorage.setItem(`${prefix} ${me} ${space}`, String(seq));
  changed();
}

function isTheirs(key: string): boolean {
  return key.startsWith(`${prefix} `) || key.startsWith(`${noticesPrefix} `);
}

export function forgetSeen(): void {
  for (const key of Object.keys(localStorage)) if (isTheirs(key)) localStorage.removeItem(key);
  changed();
}
