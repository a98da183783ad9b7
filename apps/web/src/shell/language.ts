/**
 * The language that the reader has chosen, kept on this device, and the texts in it.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';
import { useSyncExternalStore } from 'react';
import { loadCatalogues } from './catalogues/load.ts';
import { keepForWorker } from './for-worker.ts';
import { guessLanguage, isLanguage, languages, type LanguageCode } from './languages.ts';
import { textsOf, type Texts } from './texts.ts';

async function load(code: LanguageCode): Promise<Texts> {
  return textsOf(code, (await loadCatalogues[code]()).catalogues);
}

const loading = new Map<LanguageCode, Promise<Texts>>();

/** The same promise each time, so that React's `use` may wait for it; after a failure the next call tries anew. */
export function textsIn(code: LanguageCode): Promise<Texts> {
  const known = loading.get(code);
  if (known !== undefined) return known;
  const fresh = load(code);
  loading.set(code, fresh);
  fresh.catch(() => loading.delete(code));
  return fresh;
}

let current: Texts | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Above everything that has texts, `startLanguage` has been waited for. */
export function useReadersTexts(): Texts {
  const texts = useSyncExternalStore(subscribe, () => current);
  if (texts === null) throw new Error('no language so far');
  return texts;
}

async function speak(code: LanguageCode): Promise<void> {
  const texts = await textsIn(code);
  const { tag, locale, dir } = languages[code];
  const page = document.documentElement;
  page.lang = tag;
  page.dir = dir;
  page.dataset['locale'] = locale;
  current = texts;
  // Without room for it the worker goes by what it knew before, or by the browser's own languages.
  void keepForWorker('language', code);
  for (const listener of listeners) listener();
}

const place = 'obhut.language';

/** Where the texts are not to be had it changes nothing and rejects with `offline`. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  try {
    await speak(code);
  } catch (error) {
    // A script that could not be fetched is a TypeError (HTML, "fetch a single module script").
    throw error instanceof TypeError ? new ClientError('offline') : error;
  }
  window.localStorage.setItem(place, code);
}

export async function startLanguage(): Promise<void> {
  const kept = window.localStorage.getItem(place);
  const wanted = isLanguage(kept) ? kept : guessLanguage(navigator.languages);
  try {
    await speak(wanted);
  } catch (error) {
    // Offline, and not kept: German comes with the app itself.
    if (wanted === 'de') throw error;
    await speak('de');
  }
}
