/**
 * Heute: what the features have for today.
 * @module
 */
import { Sun } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    today: typeof de;
  }
}

export const feature: Feature = {
  name: 'today',
  pages: [
    {
      path: '/',
      for: ['guardian', 'carrier', 'staff'],
      Page: part(() => import('./page.tsx')),
      homeOf: ['guardian', 'carrier', 'staff'],
      isEarly: true,
    },
  ],
  tabs: [{ path: '/', label: 'tab', icon: Sun, order: 10, for: ['guardian', 'carrier', 'staff'] }],
};
