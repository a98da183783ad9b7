/**
 * One's own ways in: the recovery sheet, the password, the end of the account; and the way back for whoever has lost the password.
 * @module
 */
import { lazy } from 'react';
import type { Feature } from '../../shell/feature.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    access: typeof de;
  }
}

export const feature: Feature = {
  name: 'access',
  pages: [
    {
      path: '/wiederherstellungsblatt',
      for: ['guardian', 'carrier', 'staff'],
      Page: lazy(() => import('./sheet-page.tsx')),
      // The Tresorblatt comes first.
      isDue: ({ isSheetDue, kit, isKitDue }) => isSheetDue && kit === null && !isKitDue,
    },
    { path: '/anmeldung', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./ways-page.tsx')) },
    { path: '/passwort', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./password-page.tsx')) },
    { path: '/geraet-verloren', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./lost-page.tsx')) },
    { path: '/konto-loeschen', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./delete-page.tsx')) },
    { path: '/passkey', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./passkey-page.tsx')) },
    { path: '/geraet', for: ['guardian', 'carrier', 'staff'], Page: lazy(() => import('./admit-page.tsx')) },
    { path: '/neues-geraet', for: ['visitor'], Page: lazy(() => import('./new-device-page.tsx')) },
    { path: '/passwort-vergessen', for: ['visitor'], Page: lazy(() => import('./recover-page.tsx')) },
  ],
};
