/**
 * The page of one's institutions: what waits in each, one touch to turn to it, and the letter of a further one.
 * @module
 */
import { Building2 } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    institutions: typeof de;
  }
}

export const feature: Feature = {
  name: 'institutions',
  pages: [
    {
      path: '/einrichtungen',
      for: ['guardian', 'carrier', 'staff'],
      Page: part(() => import('./page.tsx')),
      isEarly: true,
    },
  ],
  links: [
    {
      path: '/einrichtungen',
      label: 'title',
      note: 'note',
      icon: Building2,
      order: 1,
      for: ['guardian', 'carrier', 'staff'],
      isFor: (snapshot) => snapshot.tablet === null,
    },
  ],
};
