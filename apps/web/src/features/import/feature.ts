/**
 * Reading a foreign list in: file, columns, lines, questions, summary; then it is carried out.
 * @module
 */
import { FileSpreadsheet } from 'lucide-react';
import type { Feature } from '../../shell/feature.ts';
import { part } from '../../shell/part.tsx';
import { leads } from '../../shell/leads.ts';
import type de from './messages/de.json';

declare module '../../shell/i18n.ts' {
  interface Catalogs {
    import: typeof de;
  }
}

export const feature: Feature = {
  name: 'import',
  pages: [{ path: '/einlesen', for: ['staff'], Page: part(() => import('./app-page.tsx')) }],
  links: [
    {
      path: '/einlesen',
      label: 'title',
      note: 'linkNote',
      icon: FileSpreadsheet,
      order: 15,
      for: ['staff'],
      isFor: leads,
    },
  ],
  steps: [
    {
      order: 15,
      label: 'step',
      note: 'stepNote',
      path: '/einlesen',
      isFor: leads,
      isDone: (_, { institution }) => institution?.spaces.some(({ kind }) => kind === 'ward/day') === true,
    },
  ],
};
