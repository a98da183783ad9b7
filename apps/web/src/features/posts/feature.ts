/**
 * Posts: written by staff, read and answered by guardians.
 * @module
 */
import { posts } from '@obhut/domain/posts.ts';
import { MessagesSquare } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import { statesOf } from '../../shell/use-client.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    posts: typeof de;
  }
}

export const feature: Feature = {
  name: 'posts',
  pages: [
    { path: '/nachrichten', for: ['staff', 'carrier', 'guardian'], Page: part(() => import('./list-page.tsx')) },
    { path: '/nachrichten/neu', for: ['staff', 'carrier'], Page: part(() => import('./write-page.tsx')) },
    { path: '/nachrichten/:id/korrigieren', for: ['staff', 'carrier'], Page: part(() => import('./correct-page.tsx')) },
    { path: '/nachrichten/:id', for: ['staff', 'carrier', 'guardian'], Page: part(() => import('./post-page.tsx')) },
  ],
  tabs: [
    {
      path: '/nachrichten',
      label: 'tab',
      icon: MessagesSquare,
      order: 20,
      for: ['staff', 'carrier', 'guardian'],
    },
  ],
  sections: [
    {
      tab: '/nachrichten',
      path: '/nachrichten',
      label: 'section',
      order: 10,
      for: ['staff', 'carrier', 'guardian'],
      Badge: part(() => import('./badge.tsx')),
    },
  ],
  tiles: [
    { order: 10, for: ['guardian'], of: 'all', Tile: part(() => import('./reminded-tile.tsx')) },
    { order: 30, for: ['guardian'], of: 'all', Tile: part(() => import('./new-tile.tsx')) },
    { order: 30, for: ['guardian'], Tile: part(() => import('./answers-tile.tsx')) },
    { order: 60, for: ['guardian'], of: 'all', Tile: part(() => import('./recent-tile.tsx')) },
    { order: 20, for: ['staff'], Tile: part(() => import('./open-tile.tsx')) },
    { order: 50, for: ['staff'], Tile: part(() => import('./unread-tile.tsx')) },
    { order: 60, for: ['staff', 'carrier'], of: 'all', Tile: part(() => import('./sent-tile.tsx')) },
    { order: 60, for: ['staff', 'carrier'], of: 'front', Tile: part(() => import('./write-tile.tsx')) },
  ],
  steps: [
    {
      order: 30,
      label: 'step',
      note: 'stepNote',
      path: '/nachrichten/neu',
      isDone: (states) => [...statesOf(states, posts).values()].some((state) => state.posts.size > 0),
    },
  ],
  FirstLook: part(() => import('./first-look.tsx')),
  LetterView: part(() => import('./letter-view.tsx')),
};
