/**
 * Every text in Turkish: a chunk of its own.
 * @module
 */
import type { Catalogue } from './load.ts';

export const catalogues = import.meta.glob<Catalogue>(['../messages/tr.json', '../../features/*/messages/tr.json'], {
  eager: true,
  import: 'default',
});
