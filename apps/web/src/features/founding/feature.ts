/**
 * Founding an institution.
 * @module
 */
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    founding: typeof de;
  }
}

export const feature: Feature = {
  name: 'founding',
  pages: [{ path: '/gruenden', for: ['visitor'], Page: lazy(() => import('./page.tsx')) }],
};
