/**
 * Every text in Arabic: a chunk of its own.
 * @module
 */
import type { Catalogue } from './load.ts';

export const catalogues = import.meta.glob<Catalogue>(['../messages/ar.json', '../../features/*/messages/ar.json'], {
  eager: true,
  import: 'default',
});
