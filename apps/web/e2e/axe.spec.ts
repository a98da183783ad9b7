/**
 * The journeys ask axe about each page: so it has to find what is there.
 */
import { expect } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { test } from './test.ts';

test('axe names what is wrong, and nothing else', async ({ page }) => {
  const rest = '<head><title>Seite</title></head><body><main><h1>Seite</h1>';
  await page.setContent(`<!doctype html><html lang="de">${rest}<p>Text</p></main></body></html>`);
  expect(await axeFinds(page)).toEqual([]);
  const wrong = '<button></button><p style="color: #ddd; background: #fff">Text</p>';
  await page.setContent(`<!doctype html><html lang="de">${rest}${wrong}</main></body></html>`);
  expect(await axeFinds(page)).toEqual(['button-name: button', 'color-contrast: p']);
});
