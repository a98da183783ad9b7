/**
 * Wards: their data, who belongs to them with which rights, and what is kept from whom.
 * @module
 */
import { Baby } from 'lucide-react';
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    wards: typeof de;
  }
}

export const feature: Feature = {
  name: 'wards',
  pages: [
    { path: '/kinder', for: ['staff'], Page: lazy(() => import('./list-page.tsx')) },
    { path: '/kinder/neu', for: ['staff'], Page: lazy(() => import('./new-page.tsx')) },
    { path: '/kinder/:id', for: ['staff'], Page: lazy(() => import('./ward-page.tsx')) },
    { path: '/kinder/:id/aendern', for: ['staff'], Page: lazy(() => import('./edit-page.tsx')) },
    { path: '/kinder/:id/bezug', for: ['staff'], Page: lazy(() => import('./relation-page.tsx')) },
    { path: '/kinder/:id/bezug/:person', for: ['staff'], Page: lazy(() => import('./relation-page.tsx')) },
    { path: '/kinder/:id/sperre', for: ['staff'], Page: lazy(() => import('./flag-page.tsx')) },
    { path: '/kinder/:id/sperre/lesen', for: ['staff'], Page: lazy(() => import('./readers-page.tsx')) },
    { path: '/kinder/:id/besonderes/lesen', for: ['staff'], Page: lazy(() => import('./sensitive-readers-page.tsx')) },
    { path: '/kind', for: ['guardian'], Page: lazy(() => import('./own-page.tsx')) },
    { path: '/kind/kontakt', for: ['guardian'], Page: lazy(() => import('./contact-page.tsx')) },
  ],
  tabs: [
    { path: '/kinder', label: 'tab', icon: Baby, order: 25, for: ['staff'] },
    { path: '/kind', label: 'ownTab', icon: Baby, order: 40, for: ['guardian'] },
  ],
};
