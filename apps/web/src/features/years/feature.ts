/**
 * Kita-years (school years): the next one is prepared before its first day, and takes over on it.
 * @module
 */
import { CalendarSync } from 'lucide-react';
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import { leads } from '../../shell/leads.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    years: typeof de;
  }
}

export const feature: Feature = {
  name: 'years',
  pages: [
    { path: '/kita-jahr', for: ['staff'], Page: lazy(() => import('./page.tsx')) },
    { path: '/kita-jahr/vorbereiten', for: ['staff'], Page: lazy(() => import('./prepare-page.tsx')) },
    { path: '/kita-jahr/einteilen', for: ['staff'], Page: lazy(() => import('./assign-page.tsx')) },
    { path: '/kita-jahr/abschliessen', for: ['staff'], Page: lazy(() => import('./close-page.tsx')) },
  ],
  links: [
    {
      path: '/kita-jahr',
      label: 'title',
      note: 'note',
      icon: CalendarSync,
      order: 14,
      for: ['staff'],
      isFor: leads,
    },
  ],
  tiles: [{ order: 9, for: ['staff'], Tile: lazy(() => import('./tile.tsx')) }],
};
