/**
 * Absences: reported by guardians with two taps, seen by the team at once.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    absences: typeof de;
  }
}

export const feature: Feature = {
  name: 'absences',
  pages: [
    { path: '/abwesend', for: ['staff'], Page: part(() => import('./choose-page.tsx')) },
    { path: '/abwesend/:ward', for: ['staff'], Page: part(() => import('./ward-page.tsx')) },
  ],
  tiles: [
    { order: 20, for: ['guardian'], Tile: part(() => import('./guardian-tile.tsx')) },
    { order: 10, for: ['staff'], Tile: part(() => import('./staff-tile.tsx')) },
    { order: 10, for: ['tablet'], Tile: part(() => import('./day-tile.tsx')) },
    { order: 25, for: ['guardian'], Tile: part(() => import('./day-tile.tsx')) },
  ],
};
