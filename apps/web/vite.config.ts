/**
 * The build of the app: no inline script or style, nothing from elsewhere, so that a strict content security policy holds.
 * @module
 */
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { budget } from './build/budget.ts';
import { firstPages } from './build/first-pages.ts';
import { pdfFiles } from './build/pdf-files.ts';
import { plugins } from './build/plugins.ts';
import { serviceWorker } from './build/service-worker.ts';

const src = join(import.meta.dirname, 'src');
const first = firstPages([
  '/features/login/page.tsx',
  '/features/claim/page.tsx',
  '/features/founding/page.tsx',
  '/shell/strips.tsx',
]);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    ...plugins(),
    first.plugin,
    pdfFiles(),
    budget(),
    serviceWorker(join(src, 'worker/service-worker.ts'), join(src, 'worker/news.ts')),
  ],
  worker: { format: 'es', plugins },
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What pages share is named after all of them otherwise.
        chunkFileNames: ({ name }) => `assets/${name.split('~', 1)[0] ?? name}-[hash].js`,
        // Files that are put together import each other in circles.
        strictExecutionOrder: true,
        codeSplitting: {
          // A file costs a slow phone more than its bytes: what is needed at the start is one, what pages share comes in few.
          groups: [
            { name: 'start', tags: ['$initial'], priority: 3 },
            { name: 'first', test: first.has, priority: 2 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 70_000, priority: 1 },
          ],
        },
      },
    },
  },
});
