/**
 * One's own ways in: the recovery sheet, the password, the end of the account; and the way back for whoever has lost the password.
 * @module
 */
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
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
      Page: part(() => import('./sheet-page.tsx')),
      // The Tresorblatt comes first.
      isDue: ({ isSheetDue, kit, isKitDue }) => isSheetDue && kit === null && !isKitDue,
    },
    { path: '/anmeldung', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./ways-page.tsx')) },
    { path: '/passwort', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./password-page.tsx')) },
    { path: '/geraet-verloren', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./lost-page.tsx')) },
    { path: '/konto-loeschen', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./delete-page.tsx')) },
    { path: '/passkey', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./passkey-page.tsx')) },
    { path: '/geraet', for: ['guardian', 'carrier', 'staff'], Page: part(() => import('./admit-page.tsx')) },
    { path: '/neues-geraet', for: ['visitor'], Page: part(() => import('./new-device-page.tsx')) },
    { path: '/passwort-vergessen', for: ['visitor'], Page: part(() => import('./recover-page.tsx')) },
  ],
};
