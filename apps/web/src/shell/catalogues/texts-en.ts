/**
 * Every text in English: a chunk of its own.
 * @module
 */
import type { Catalogue } from './load.ts';

export const catalogues = import.meta.glob<Catalogue>(['../messages/en.json', '../../features/*/messages/en.json'], {
  eager: true,
  import: 'default',
});
