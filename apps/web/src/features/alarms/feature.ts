/**
 * What did not verify: told to leadership by the device that met it, with what to do, and with what shows it.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    alarms: typeof de;
  }
}

export const feature: Feature = {
  name: 'alarms',
  pages: [{ path: '/auffaelligkeiten', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./page.tsx')) }],
  tiles: [{ order: 5, for: ['guardian', 'carrier', 'staff'], Tile: part(() => import('./tile.tsx')) }],
  Background: part(() => import('./report.tsx')),
};
