/**
 * The journeys: the built app, a real server, several devices in a real browser.
 * @module
 */
import { defineConfig } from '@playwright/test';
import { chromium } from './tools/chromium.ts';

export default defineConfig({
  testDir: 'apps/web/e2e',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // Ends for what hangs: on a slow machine that is busy, what works may take ten times as long as elsewhere.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  // A journey waits more than it computes.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    actionTimeout: 60_000,
    browserName: 'chromium',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    launchOptions: await chromium(),
  },
});
