/**
 * Every text in plain German (Einfache Sprache): a chunk of its own.
 * @module
 */
import type { Catalogue } from './load.ts';

export const catalogues = import.meta.glob<Catalogue>(
  ['../messages/de-leicht.json', '../../features/*/messages/de-leicht.json'],
  { eager: true, import: 'default' },
);
