/**
 * Light or dark: as the system has it, or as the reader has chosen on this device.
 * @module
 */
import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const place = 'obhut.theme';
const dark = '(prefers-color-scheme: dark)';
/** Rules and tags that ask what the system has, with what they ask. They are asked otherwise as soon as the reader has chosen. */
const asking = new Map<MediaList | HTMLMetaElement, string>();
const listeners = new Set<() => void>();
let current: Theme = 'system';

function collect(): void {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && rule.conditionText === dark) asking.set(rule.media, dark);
    }
  }
  for (const tag of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"][media]')) {
    if (!asking.has(tag)) asking.set(tag, tag.media);
  }
}

function asks(what: string, theme: Theme): string {
  if (theme === 'system') return what;
  return (what === dark) === (theme === 'dark') ? 'all' : 'not all';
}

function show(theme: Theme): void {
  collect();
  for (const [asked, what] of asking) {
    if (asked instanceof MediaList) asked.mediaText = asks(what, theme);
    else asked.media = asks(what, theme);
  }
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
  current = theme;
  for (const listener of listeners) listener();
}

function isTheme(text: string | null): text is Theme {
  return text === 'system' || text === 'light' || text === 'dark';
}

/** To be called when the styles are there. */
export function startTheme(): void {
  const kept = window.localStorage.getItem(place);
  if (isTheme(kept) && kept !== 'system') show(kept);
}

export function chooseTheme(theme: Theme): void {
  show(theme);
  window.localStorage.setItem(place, theme);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current);
}
