/**
 * The calendar: appointments and closing days, written by staff, read by all.
 * @module
 */
import { CalendarDays } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    appointments: typeof de;
  }
}

const readers = ['guardian', 'carrier', 'staff'] as const;

export const feature: Feature = {
  name: 'appointments',
  pages: [
    { path: '/kalender', for: readers, Page: part(() => import('./calendar-page.tsx')) },
    { path: '/kalender/neu', for: ['staff'], Page: part(() => import('./new-page.tsx')) },
    { path: '/kalender/:id', for: readers, Page: part(() => import('./appointment-page.tsx')) },
    { path: '/kalender/:id/aendern', for: ['staff'], Page: part(() => import('./change-page.tsx')) },
  ],
  tabs: [{ path: '/kalender', label: 'tab', icon: CalendarDays, order: 22, for: readers }],
  tiles: [{ order: 40, for: readers, of: 'all', Tile: part(() => import('./tile.tsx')) }],
};
