/**
 * My devices, and how this one keeps my account to myself.
 * @module
 */
import { LockKeyhole, MonitorSmartphone } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    devices: typeof de;
  }
}

export const feature: Feature = {
  name: 'devices',
  pages: [
    { path: '/geraete', for: ['guardian', 'staff'], Page: part(() => import('./devices-page.tsx')) },
    { path: '/dieses-geraet', for: ['guardian', 'staff'], Page: part(() => import('./here-page.tsx')), isEarly: true },
  ],
  links: [
    {
      path: '/geraete',
      label: 'title',
      note: 'note',
      icon: MonitorSmartphone,
      order: 2,
      for: ['guardian', 'staff'],
      isFor: (snapshot) => snapshot.tablet === null,
    },
    {
      path: '/dieses-geraet',
      label: 'here',
      note: 'hereNote',
      icon: LockKeyhole,
      order: 3,
      for: ['guardian', 'staff'],
      isFor: (snapshot) => snapshot.tablet === null,
    },
  ],
  Background: part(() => import('./presence.tsx')),
};
