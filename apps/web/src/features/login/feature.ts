/**
 * Coming back: who is known on this device, name and password, unlocking.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    login: typeof de;
  }
}

export const feature: Feature = {
  name: 'login',
  pages: [
    { path: '/anmelden', for: ['visitor'], Page: part(() => import('./page.tsx')), homeOf: ['visitor'] },
    { path: '/anmelden/andere', for: ['visitor'], Page: part(() => import('./other-page.tsx')) },
    { path: '/anmelden/:account', for: ['visitor'], Page: part(() => import('./unlock-page.tsx')) },
  ],
};
