/**
 * Coming back with name and password.
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
  pages: [{ path: '/anmelden', for: ['visitor'], Page: lazy(() => import('./page.tsx')), homeOf: ['visitor'] }],
};
