/**
 * Being told of news while no page is open: whether, when, and how much of it.
 * @module
 */
import { Bell } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    notices: typeof de;
  }
}

export const feature: Feature = {
  name: 'notices',
  pages: [
    { path: '/benachrichtigungen', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./page.tsx')) },
  ],
  links: [
    {
      path: '/benachrichtigungen',
      label: 'title',
      note: 'linkNote',
      icon: Bell,
      order: 1,
      for: ['guardian', 'carrier', 'staff'],
      isFor: (snapshot) => snapshot.tablet === null,
    },
  ],
  tiles: [{ order: 35, for: ['guardian', 'staff'], of: 'front', Tile: part(() => import('./tile.tsx')) }],
  Background: part(() => import('./background.tsx')),
};
