/**
 * What stands behind `#` in the address is a secret of a letter or of the founding: it is taken at once and leaves the address bar.
 * It lives in memory only.
 * @module
 */
import { useSyncExternalStore } from 'react';

let fragment = '';
const listeners = new Set<() => void>();

function take(): void {
  const { hash, pathname, search } = window.location;
  if (hash.length < 2) return;
  fragment = hash.slice(1);
  history.replaceState(history.state, '', pathname + search);
  for (const listener of listeners) listener();
}

/** To be called before anything else looks at the address. A code scanned while the app is open arrives as a change of the hash. */
export function takeFragments(): void {
  take();
  window.addEventListener('hashchange', take);
}

export function forgetFragment(): void {
  fragment = '';
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useFragment(): string {
  return useSyncExternalStore(subscribe, () => fragment);
}
