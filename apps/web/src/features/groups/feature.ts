/**
 * Groups (classes, living areas).
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { Users } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import { statesOf } from '../../shell/use-client.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    groups: typeof de;
  }
}

export const feature: Feature = {
  name: 'groups',
  pages: [
    { path: '/gruppen', for: ['staff'], Page: part(() => import('./page.tsx')) },
    { path: '/gruppen/neu', for: ['staff'], Page: part(() => import('./new-page.tsx')) },
    { path: '/gruppen/:id', for: ['staff'], Page: part(() => import('./group-page.tsx')) },
  ],
  tabs: [{ path: '/gruppen', label: 'tab', icon: Users, order: 30, for: ['staff'] }],
  steps: [
    {
      order: 10,
      label: 'step',
      note: 'stepNote',
      path: '/gruppen/neu',
      isDone: (states) => allGroups(statesOf(states, groups)).length > 0,
    },
  ],
};
