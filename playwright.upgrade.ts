/**
 * What browsers keep across an upgrade: `leave` is run in the tree of an earlier commit, `return` in this one (apps/web/e2e/upgrade/run.sh).
 * @module
 */
import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.ts';

export default defineConfig({
  ...journeys,
  testDir: 'apps/web/e2e/upgrade',
  testMatch: /(?:leave|return)\.ts/u,
  outputDir: 'test-results/upgrade',
  reporter: 'list',
});
