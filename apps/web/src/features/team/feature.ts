/**
 * Who leads, and who works where; admitting somebody whom one has met; and the second owner, so that nothing hangs on one person.
 * @module
 */
import { IdCard, UsersRound } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';
import { hasSecondOwner, isOwner } from './owners.ts';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    team: typeof de;
  }
}

export const feature: Feature = {
  name: 'team',
  pages: [
    { path: '/team', for: ['carrier', 'staff'], Page: part(() => import('./page.tsx')) },
    { path: '/team/aufnehmen/:id', for: ['staff'], Page: part(() => import('./admit-page.tsx')) },
    { path: '/team/gruppen/:id', for: ['staff'], Page: part(() => import('./works-page.tsx')) },
    { path: '/gruppen/:id/team', for: ['staff'], Page: part(() => import('./staff-page.tsx')) },
    { path: '/ziffern', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./digits-page.tsx')) },
  ],
  links: [
    {
      path: '/ziffern',
      label: 'digitsTitle',
      note: 'digitsNote',
      icon: IdCard,
      order: 20,
      for: ['guardian', 'carrier', 'staff'],
    },
    { path: '/team', label: 'title', note: 'linkNote', icon: UsersRound, order: 10, for: ['carrier', 'staff'] },
  ],
  tiles: [
    { order: 5, for: ['staff', 'carrier'], of: 'front', Tile: part(() => import('./name-tile.tsx')) },
    { order: 8, for: ['carrier'], Tile: part(() => import('./carrier-tile.tsx')) },
  ],
  Background: part(() => import('./carry-name.tsx')),
  groupParts: [{ order: 5, for: ['staff'], Part: part(() => import('./group-part.tsx')) }],
  personParts: [
    { order: 8, for: ['staff'], Part: part(() => import('./carrier-part.tsx')) },
    { order: 10, for: ['staff'], Part: part(() => import('./person-part.tsx')) },
  ],
  strips: [{ for: ['staff'], Strip: part(() => import('./second-owner-strip.tsx')) }],
  steps: [
    {
      order: 5,
      label: 'step',
      note: 'stepNote',
      path: '/team',
      isFor: isOwner,
      isDone: (_, snapshot) => hasSecondOwner(snapshot),
    },
  ],
};
