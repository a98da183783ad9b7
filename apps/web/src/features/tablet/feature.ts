/**
 * A group's shared tablet: becoming one, its first screen, and one's own PIN on it.
 * @module
 */
import { KeyRound, TabletSmartphone } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
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
    { path: '/gruppen-tablet', for: ['visitor'], Page: part(() => import('./become-page.tsx')) },
    { path: '/', for: ['tablet'], Page: part(() => import('./locked-page.tsx')), homeOf: ['tablet'] },
    { path: '/pin/neu', for: ['tablet'], Page: part(() => import('./new-pin-page.tsx')) },
    { path: '/pin/:id', for: ['tablet'], Page: part(() => import('./unlock-page.tsx')) },
    { path: '/pin-einrichten', for: ['staff', 'guardian'], Page: part(() => import('./hand-page.tsx')) },
    { path: '/pin-loeschen', for: ['staff', 'guardian'], Page: part(() => import('./remove-page.tsx')) },
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
  strips: [{ for: ['staff', 'guardian'], Strip: part(() => import('./lock-strip.tsx')) }],
};
