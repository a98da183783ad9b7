/**
 * A group's shared tablet: becoming one, its first screen, and one's own PIN on it.
 * @module
 */
import { KeyRound, TabletSmartphone } from 'lucide-react';
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';
import { worksHere } from './works-here.ts';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    tablet: typeof de;
  }
}

export const feature: Feature = {
  name: 'tablet',
  pages: [
    { path: '/gruppen-tablet', for: ['visitor'], Page: lazy(() => import('./become-page.tsx')) },
    { path: '/', for: ['tablet'], Page: lazy(() => import('./locked-page.tsx')), homeOf: ['tablet'] },
    { path: '/pin/neu', for: ['tablet'], Page: lazy(() => import('./new-pin-page.tsx')) },
    { path: '/pin/:id', for: ['tablet'], Page: lazy(() => import('./unlock-page.tsx')) },
    { path: '/pin-einrichten', for: ['staff', 'guardian'], Page: lazy(() => import('./hand-page.tsx')) },
    { path: '/pin-loeschen', for: ['staff', 'guardian'], Page: lazy(() => import('./remove-page.tsx')) },
  ],
  links: [
    {
      path: '/pin-einrichten',
      label: 'handLink',
      note: 'handNote',
      icon: TabletSmartphone,
      order: 30,
      for: ['staff', 'guardian'],
      isFor: (snapshot) => snapshot.tablet === null && worksHere(snapshot),
    },
    {
      path: '/pin-loeschen',
      label: 'removeLink',
      note: 'removeNote',
      icon: KeyRound,
      order: 30,
      for: ['staff', 'guardian'],
      isFor: (snapshot) => snapshot.tablet !== null,
    },
  ],
  strips: [{ for: ['staff', 'guardian'], Strip: lazy(() => import('./lock-strip.tsx')) }],
};
