/**
 * The day on the institution's calendar, also on a page that stays open over midnight.
 * @module
 */
import { wallAt } from '@obhut/domain/kernel/local-time.ts';
import { useSyncExternalStore } from 'react';

const everyMs = 20_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, everyMs);
  return () => clearInterval(timer);
}

function dateNow(): string {
  return wallAt(Date.now()).date;
}

/** `2026-11-28`. */
export function useDateToday(): string {
  return useSyncExternalStore(subscribe, dateNow);
}
