/**
 * Coming in with a letter: look at once, then make the access one's own.
 * @module
 */
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
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
      Page: lazy(() => import('./page.tsx')),
      homeOf: ['letter'],
    },
  ],
};
