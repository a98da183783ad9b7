/**
 * Wards: their data, who belongs to them with which rights, and what is kept from whom.
 * @module
 */
import { Baby } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    wards: typeof de;
  }
}

export const feature: Feature = {
  name: 'wards',
  pages: [
    { path: '/kinder', for: ['staff'], Page: part(() => import('./list-page.tsx')) },
    { path: '/kinder/neu', for: ['staff'], Page: part(() => import('./new-page.tsx')) },
    { path: '/kinder/:id', for: ['staff'], Page: part(() => import('./ward-page.tsx')) },
    { path: '/kinder/:id/aendern', for: ['staff'], Page: part(() => import('./edit-page.tsx')) },
    { path: '/kinder/:id/bezug', for: ['staff'], Page: part(() => import('./relation-page.tsx')) },
    { path: '/kinder/:id/bezug/:person', for: ['staff'], Page: part(() => import('./relation-page.tsx')) },
    { path: '/kinder/:id/sperre', for: ['staff'], Page: part(() => import('./flag-page.tsx')) },
    { path: '/kinder/:id/sperre/lesen', for: ['staff'], Page: part(() => import('./readers-page.tsx')) },
    { path: '/kinder/:id/besonderes/lesen', for: ['staff'], Page: part(() => import('./sensitive-readers-page.tsx')) },
    { path: '/kind', for: ['guardian'], Page: part(() => import('./own-page.tsx')) },
    { path: '/kind/kontakt', for: ['guardian'], Page: part(() => import('./contact-page.tsx')) },
  ],
  tabs: [
    { path: '/kinder', label: 'tab', icon: Baby, order: 25, for: ['staff'] },
    { path: '/kind', label: 'ownTab', icon: Baby, order: 40, for: ['guardian'] },
  ],
};
