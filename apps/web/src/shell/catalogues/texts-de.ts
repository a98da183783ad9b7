/**
 * Every text in German: a chunk of its own.
 * @module
 */
import type { Catalogue } from './load.ts';

export const catalogues = import.meta.glob<Catalogue>(['../messages/de.json', '../../features/*/messages/de.json'], {
  eager: true,
  import: 'default',
});
