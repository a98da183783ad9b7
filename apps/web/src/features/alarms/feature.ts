/**
 * What did not verify: told to leadership by the device that met it, with what to do, and with what shows it.
 * @module
 */
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    alarms: typeof de;
  }
}

export const feature: Feature = {
  name: 'alarms',
  pages: [{ path: '/auffaelligkeiten', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./page.tsx')) }],
  tiles: [{ order: 5, for: ['guardian', 'carrier', 'staff'], Tile: lazy(() => import('./tile.tsx')) }],
  Background: lazy(() => import('./report.tsx')),
};
