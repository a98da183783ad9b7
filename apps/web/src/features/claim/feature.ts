/**
 * Coming in with a letter: look at once, then make the access one's own.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    claim: typeof de;
  }
}

export const feature: Feature = {
  name: 'claim',
  pages: [
    {
      path: '/brief',
      for: ['visitor', 'letter', 'guardian', 'carrier', 'staff'],
      Page: part(() => import('./page.tsx')),
      homeOf: ['letter'],
    },
  ],
};
