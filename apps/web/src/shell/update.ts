/**
 * The service worker from the page's side: keeps the app's files for offline, and says when newer ones are waiting.
 * @module
 */
import { useSyncExternalStore } from 'react';
import { trustedUrl } from './trusted-types.ts';

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

function found(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

/** The app comes out of what this device has kept of it. On a first visit it does not, nor is what is installed then an update. */
export function isKept(): boolean {
  return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}

function follow(registration: ServiceWorkerRegistration): void {
  if (registration.waiting !== null && isKept()) found(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && isKept()) found(installing);
    });
  });
}

/** Without a service worker the app works, but not offline. */
export async function keepOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  follow(await navigator.serviceWorker.register(trustedUrl('/sw.js')));
}

function activate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload());
  waiting?.postMessage('activate');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes over to the newer version; null while there is none. */
export function useUpdate(): (() => void) | null {
  return useSyncExternalStore(subscribe, () => waiting) === null ? null : activate;
}
