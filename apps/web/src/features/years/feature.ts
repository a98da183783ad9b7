/**
 * Kita-years (school years): the next one is prepared before its first day, and takes over on it.
 * @module
 */
import { CalendarSync } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
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
    { path: '/kita-jahr', for: ['staff'], Page: part(() => import('./page.tsx')) },
    { path: '/kita-jahr/vorbereiten', for: ['staff'], Page: part(() => import('./prepare-page.tsx')) },
    { path: '/kita-jahr/einteilen', for: ['staff'], Page: part(() => import('./assign-page.tsx')) },
    { path: '/kita-jahr/abschliessen', for: ['staff'], Page: part(() => import('./close-page.tsx')) },
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
  tiles: [{ order: 9, for: ['staff'], Tile: part(() => import('./tile.tsx')) }],
};
