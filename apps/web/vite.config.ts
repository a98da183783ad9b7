/**
 * The build of the app: no inline script or style, nothing from elsewhere, so that a strict content security policy holds.
 * @module
 */
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { budget } from './build/budget.ts';
import { pdfFiles } from './build/pdf-files.ts';
import { plugins } from './build/plugins.ts';
import { serviceWorker } from './build/service-worker.ts';

const src = join(import.meta.dirname, 'src');

export default defineConfig({
  root: import.meta.dirname,
  plugins: [...plugins(), pdfFiles(), budget(), serviceWorker(join(src, 'worker/service-worker.ts'))],
  worker: { format: 'es', plugins },
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
