/**
 * Installing the app: where the browser offers it, and on iPhones, where only the reader can do it.
 * @module
 */
import { useSyncExternalStore } from 'react';

/** Not in TypeScript's library: W3C Web App Manifest incubations, "BeforeInstallPromptEvent". */
interface InstallEvent extends Event {
  prompt: () => Promise<unknown>;
}

function isInstallEvent(event: Event): event is InstallEvent {
  return 'prompt' in event && typeof event.prompt === 'function';
}

let offered: InstallEvent | null = null;
const listeners = new Set<() => void>();

function offer(event: InstallEvent | null): void {
  offered = event;
  for (const listener of listeners) listener();
}

/** The browser offers once, soon after the start: to be called before that. */
export function watchInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    if (!isInstallEvent(event)) return;
    event.preventDefault();
    offer(event);
  });
  window.addEventListener('appinstalled', () => offer(null));
}

function ask(): void {
  void offered?.prompt();
  offer(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the browser to install; null where it does not offer that. */
export function useInstall(): (() => void) | null {
  return useSyncExternalStore(subscribe, () => offered) === null ? null : ask;
}

/** Safari on an iPhone: the installed app and Safari keep separate storage. */
export function isUninstalledPhone(userAgent: string, isInstalled: boolean): boolean {
  return /iPhone|iPod/u.test(userAgent) && !isInstalled;
}

export function isInstalled(): boolean {
  return window.matchMedia('(display-mode: standalone)').matches;
}
