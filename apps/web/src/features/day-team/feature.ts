/**
 * A group's day team: its shared tablets, and who helps for a while.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    'day-team': typeof de;
  }
}

export const feature: Feature = {
  name: 'day-team',
  pages: [
    { path: '/tagesteam/:day/vertretung', for: ['staff'], Page: part(() => import('./helper-page.tsx')) },
    { path: '/tablet-einrichten/:day?', for: ['staff'], Page: part(() => import('./tablet-page.tsx')) },
  ],
  groupParts: [{ order: 10, for: ['staff'], Part: part(() => import('./group-part.tsx')) }],
  tiles: [{ order: 8, for: ['guardian'], Tile: part(() => import('./helper-tile.tsx')) }],
};
