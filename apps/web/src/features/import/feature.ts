/**
 * Reading a foreign list in: file, columns, lines, questions, summary. It has no page of its own in the app until the feature of the wards
 * gives it what carries its plan out.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    import: typeof de;
  }
}

export const feature: Feature = { name: 'import', pages: [] };
