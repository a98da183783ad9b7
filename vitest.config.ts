/**
 * Three kinds of tests, told apart by their suffix: in Node, against a real PostgreSQL, in a real browser.
 * @module
 */
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig } from 'vitest/config';
import { plugins } from './apps/web/build/plugins.ts';
import { chromium } from './tools/chromium.ts';

const pg = '**/*.pg.test.ts';
/** An end for what hangs; on a slow machine that is busy, what works may take ten times as long as elsewhere. */
const common = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } };
const patience = join(import.meta.dirname, 'tools/patience.ts');
const setupFiles = [patience, join(import.meta.dirname, 'tools/property-seed.ts')];

export default defineConfig({
  test: {
    // All processors: many tests wait for a database, or for a server's process, more than they compute.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, pg],
          setupFiles: [...setupFiles, join(import.meta.dirname, 'tools/cheap-argon2.ts')],
        },
      },
      {
        test: {
          ...common,
          name: 'pg',
          include: [pg],
          setupFiles,
          globalSetup: ['tools/pg-setup.ts'],
        },
      },
      {
        root: 'apps/web',
        plugins: plugins(),
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react-aria-components',
            'vitest-browser-react',
            '@obhut/intake > fflate',
            '@obhut/intake > papaparse',
            '@obhut/intake > saxen',
            '@zxcvbn-ts/core',
            '@zxcvbn-ts/language-common',
            '@zxcvbn-ts/language-de/dist/commonWords.json.esm.js',
            '@zxcvbn-ts/language-de/dist/firstnames.json.esm.js',
            '@zxcvbn-ts/language-de/dist/lastnames.json.esm.js',
          ],
        },
        test: {
          ...common,
          name: 'web',
          setupFiles: [patience, join(import.meta.dirname, 'apps/web/src/testing/german.ts')],
          include: ['src/**/*.web.test.tsx', '../../packages/sync/src/**/*.web.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await chromium() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
