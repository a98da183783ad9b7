/**
 * Where the texts of a language are: each in a chunk of its own.
 * @module
 */
import type { Messages } from '@lingui/core';
import type { LanguageCode } from '../languages.ts';

/** Key → compiled message, of the shell or of one feature. */
export type Catalogue = Readonly<Record<string, Messages[string]>>;

/** By path. Fails where the chunk is neither kept nor to be had. */
type Load = () => Promise<{ catalogues: Readonly<Record<string, Catalogue>> }>;

export const loadCatalogues: Readonly<Record<LanguageCode, Load>> = {
  de: () => import('./texts-de.ts'),
  'de-leicht': () => import('./texts-plain.ts'),
  en: () => import('./texts-en.ts'),
  tr: () => import('./texts-tr.ts'),
  ar: () => import('./texts-ar.ts'),
  uk: () => import('./texts-uk.ts'),
};
