/**
 * Conversations: guardian and team, about a ward, among those who were chosen.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type { Snapshot } from '../../shell/use-client.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    conversations: typeof de;
  }
}

/** Who only writes to everyone for the carrier has none: they read no mailbox but their own. */
function hasConversations({ institution }: Snapshot): boolean {
  const leadership = institution?.spaces.find(({ kind }) => kind === 'leadership');
  return institution?.standing !== 'carrier' || leadership?.role === 'reader';
}

export const feature: Feature = {
  name: 'conversations',
  pages: [
    { path: '/gespraeche', for: ['staff', 'carrier', 'guardian'], Page: part(() => import('./list-page.tsx')) },
    { path: '/gespraeche/neu', for: ['staff', 'guardian'], Page: part(() => import('./start-page.tsx')) },
    { path: '/gespraeche/mehrere', for: ['staff'], Page: part(() => import('./several-page.tsx')) },
    { path: '/gespraeche/:id', for: ['staff', 'carrier', 'guardian'], Page: part(() => import('./talk-page.tsx')) },
    {
      path: '/gespraeche/:id/:message',
      for: ['staff', 'carrier', 'guardian'],
      Page: part(() => import('./talk-page.tsx')),
    },
  ],
  sections: [
    {
      tab: '/nachrichten',
      path: '/gespraeche',
      label: 'section',
      order: 20,
      for: ['staff', 'carrier', 'guardian'],
      isFor: hasConversations,
      Badge: part(() => import('./badge.tsx')),
    },
  ],
  tiles: [{ order: 30, for: ['staff', 'guardian'], of: 'all', Tile: part(() => import('./tile.tsx')) }],
};
