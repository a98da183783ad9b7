/**
 * A group's day team: its shared tablets, and who helps for a while.
 * @module
 */
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    'day-team': typeof de;
  }
}

export const feature: Feature = {
  name: 'day-team',
  pages: [
    { path: '/tagesteam/:day/vertretung', for: ['staff'], Page: lazy(() => import('./helper-page.tsx')) },
    { path: '/tablet-einrichten/:day?', for: ['staff'], Page: lazy(() => import('./tablet-page.tsx')) },
  ],
  groupParts: [{ order: 10, for: ['staff'], Part: lazy(() => import('./group-part.tsx')) }],
  tiles: [{ order: 8, for: ['guardian'], Tile: lazy(() => import('./helper-tile.tsx')) }],
};
