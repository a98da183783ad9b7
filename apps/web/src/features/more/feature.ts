/**
 * Who I am here, the way out, and what is protected.
 * @module
 */
import { Menu } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    more: typeof de;
  }
}

export const feature: Feature = {
  name: 'more',
  pages: [
    { path: '/mehr', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./page.tsx')), isEarly: true },
    {
      path: '/schutz',
      for: ['visitor', 'letter', 'guardian', 'carrier', 'staff'],
      Page: part(() => import('./protection-page.tsx')),
      isEarly: true,
    },
  ],
  tabs: [{ path: '/mehr', label: 'tab', icon: Menu, order: 90, for: ['guardian', 'carrier', 'staff'] }],
};
