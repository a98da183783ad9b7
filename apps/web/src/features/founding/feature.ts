/**
 * Founding an institution, and what was said of it then.
 * @module
 */
import { Landmark } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import { leads } from '../../shell/leads.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    founding: typeof de;
  }
}

export const feature: Feature = {
  name: 'founding',
  pages: [
    { path: '/gruenden', for: ['visitor'], Page: part(() => import('./page.tsx')) },
    { path: '/einrichtung', for: ['staff'], Page: part(() => import('./settings-page.tsx')) },
  ],
  links: [
    {
      path: '/einrichtung',
      label: 'settings',
      note: 'settingsNote',
      icon: Landmark,
      order: 12,
      for: ['staff'],
      isFor: leads,
    },
  ],
};
