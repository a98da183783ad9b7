/**
 * Every text in Ukrainian: a chunk of its own.
 * @module
 */
import type { Catalogue } from './load.ts';

export const catalogues = import.meta.glob<Catalogue>(['../messages/uk.json', '../../features/*/messages/uk.json'], {
  eager: true,
  import: 'default',
});
