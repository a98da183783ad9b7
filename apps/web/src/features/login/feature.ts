/**
 * Coming back: who is known on this device, name and password, unlocking.
 * @module
 */
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    login: typeof de;
  }
}

export const feature: Feature = {
  name: 'login',
  pages: [
    { path: '/anmelden', for: ['visitor'], Page: lazy(() => import('./page.tsx')), homeOf: ['visitor'] },
    { path: '/anmelden/andere', for: ['visitor'], Page: lazy(() => import('./other-page.tsx')) },
    { path: '/anmelden/:account', for: ['visitor'], Page: lazy(() => import('./unlock-page.tsx')) },
  ],
};
