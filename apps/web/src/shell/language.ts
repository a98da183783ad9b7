/**
 * The language that the reader has chosen, kept on this device, and the texts in it.
 * @module
 */
import { setupI18n, type I18n, type Messages } from '@lingui/core';
import { ClientError } from '@obhut/sync/failure.ts';
import { useSyncExternalStore } from 'react';
import { loadCatalogues } from './catalogues/load.ts';
import { guessLanguage, isLanguage, languages, type LanguageCode } from './languages.ts';

export type Values = Readonly<Record<string, string | number>>;

/** All texts of one language. */
export interface Texts {
  code: LanguageCode;
  /** Throws where the catalogue has no such message: a typing mistake of ours. */
  say: (owner: string, key: string, values: Values) => string;
}

function nameOf(path: string): string {
  return /features\/([^/]+)\//.exec(path)?.[1] ?? 'shell';
}

/** Hebrew, Arabic and what is written like them. */
const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** A name or a code within a text of the other direction keeps its own. `kind` is no text: it chooses between words. */
function isolated(values: Values, dir: 'ltr' | 'rtl'): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isOther = typeof value === 'string' && (dir === 'rtl' || fromTheRight.test(value));
      return [name, isOther && name !== 'kind' ? `\u2068${value}\u2069` : value];
    }),
  );
}

function textsOf(code: LanguageCode, messages: Messages, i18n: I18n): Texts {
  const say = (owner: string, key: string, values: Values) => {
    const id = `${owner}.${key}`;
    if (messages[id] === undefined) throw new RangeError(`no message ${id} in ${code}`);
    return i18n._(id, isolated(values, languages[code].dir));
  };
  return { code, say };
}

async function load(code: LanguageCode): Promise<Texts> {
  const { locale } = languages[code];
  const { catalogues } = await loadCatalogues[code]();
  const messages = Object.fromEntries(
    Object.entries(catalogues).flatMap(([path, catalogue]) =>
      Object.entries(catalogue).map(([key, message]) => [`${nameOf(path)}.${key}`, message] as const),
    ),
  );
  return textsOf(code, messages, setupI18n({ locale, messages: { [locale]: messages } }));
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
