/**
 * The sheet in the safe (Tresorblatt): printed after founding and whenever an owner wants another, and the way back for whoever holds it.
 * @module
 */
import { FileKey } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';
import { isOwner } from './is-owner.ts';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    kit: typeof de;
  }
}

export const feature: Feature = {
  name: 'kit',
  pages: [
    {
      path: '/tresorblatt',
      for: ['staff'],
      Page: part(() => import('./first-page.tsx')),
      isDue: ({ kit }) => kit !== null,
    },
    {
      path: '/tresorblatt/neu',
      for: ['staff'],
      Page: part(() => import('./new-page.tsx')),
      isDue: ({ isKitDue }) => isKitDue,
    },
    { path: '/tresorblatt/anfrage', for: ['carrier', 'staff'], Page: part(() => import('./answer-page.tsx')) },
    { path: '/mit-tresorblatt', for: ['visitor'], Page: part(() => import('./recover-page.tsx')) },
    {
      path: '/mit-tresorblatt/warten',
      for: ['visitor'],
      Page: part(() => import('./wait-page.tsx')),
      isDue: ({ recovering }) => recovering !== null,
    },
  ],
  links: [
    {
      path: '/tresorblatt/neu',
      label: 'newTitle',
      note: 'newNote',
      icon: FileKey,
      order: 30,
      for: ['staff'],
      isFor: isOwner,
    },
  ],
  steps: [
    {
      order: 2,
      label: 'step',
      note: 'stepNote',
      path: '/tresorblatt/neu',
      isFor: isOwner,
      isDone: (_, { kit, institution }) => kit === null && institution?.hasKit === true,
    },
  ],
  tiles: [{ order: 4, for: ['staff'], Tile: part(() => import('./used-tile.tsx')) }],
  strips: [{ for: ['carrier', 'staff'], Strip: part(() => import('./kit-strip.tsx')) }],
};
