/**
 * Letters that let people in.
 * @module
 */
import { people } from '@obhut/domain/people.ts';
import { Mail } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import { statesOf } from '../../shell/use-client.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    letters: typeof de;
  }
}

export const feature: Feature = {
  name: 'letters',
  pages: [
    { path: '/briefe', for: ['staff'], Page: part(() => import('./page.tsx')) },
    { path: '/briefe/person/:id', for: ['staff'], Page: part(() => import('./person-page.tsx')) },
    { path: '/briefe/vorbereitet', for: ['staff'], Page: part(() => import('./prepared-page.tsx')) },
    { path: '/briefe/drucken/:id', for: ['staff'], Page: part(() => import('./print-page.tsx')) },
    { path: '/briefe/neu', for: ['staff'], Page: part(() => import('./new-page.tsx')) },
  ],
  tiles: [
    { order: 20, for: ['staff'], Tile: part(() => import('./confirm-tile.tsx')) },
    { order: 50, for: ['staff'], Tile: part(() => import('./tile.tsx')) },
  ],
  tabs: [{ path: '/briefe', label: 'tab', icon: Mail, order: 40, for: ['staff'] }],
  steps: [
    {
      order: 20,
      label: 'step',
      note: 'stepNote',
      path: '/briefe/neu',
      isDone: (states) => [...statesOf(states, people).values()].some(({ addressed }) => addressed.length > 0),
    },
    {
      order: 25,
      label: 'stepHand',
      note: 'stepHandNote',
      path: '/briefe',
      isDone: (_, { institution }) =>
        institution?.spaces.some(({ kind, personas }) => kind === 'mailbox' && personas.length > 0) === true,
    },
  ],
};
