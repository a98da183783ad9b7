/**
 * The sample page of the design system: every part in every state, menus and dialogs open, in both directions and with text twice as
 * large.
 */
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { look } from './look.ts';
import { test } from './test.ts';

const port = 18_741;
let server: ViteDevServer;

test.beforeAll(async () => {
  server = await createServer({
    configFile: path.resolve(import.meta.dirname, '../vite.config.ts'),
    logLevel: 'error',
    server: { host: '127.0.0.1', port, strictPort: true, hmr: false },
  });
  await server.listen();
});

test.afterAll(() => server.close());

async function small(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll('a, button, [role=tab], [role=option], [role=menuitem]')]
      .filter((target) => target.checkVisibility() && target.getAttribute('slot') !== 'remove')
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        return Math.round(width) < 48 || Math.round(height) < 48;
      })
      .map((target) => `${target.tagName} ${target.textContent}`),
  );
}

for (const dir of ['ltr', 'rtl'] as const) {
  test(`every part holds, ${dir}`, async ({ page }) => {
    await page.goto(`http://127.0.0.1:${port}/muster.html?dir=${dir}`);
    await page.getByRole('heading', { name: 'Muster' }).waitFor();
    await look(page, `muster-${dir}`);
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await small(page)).toEqual([]);

    await page.getByRole('button', { name: 'Mehr zu Mia' }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).waitFor();
    await look(page, `muster-${dir}-menu`, [360]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Frage zeigen' }).click();
    await page.getByRole('alertdialog').waitFor();
    await look(page, `muster-${dir}-dialog`, [360]);
    await page.getByRole('button', { name: 'Behalten' }).click();
    await page.getByRole('button', { name: /Bitte wählen/ }).click();
    await page.getByRole('option', { name: 'Froschgruppe' }).waitFor();
    await look(page, `muster-${dir}-select`, [360]);
    await page.keyboard.press('Escape');
    await page.getByRole('group', { name: 'Bis wann' }).getByRole('button').click();
    await page.getByRole('grid').waitFor();
    await look(page, `muster-${dir}-calendar`, [360]);
    await page.keyboard.press('Escape');
  });
}

test('what was done can be taken back from the message that says so', async ({ page }) => {
  await page.goto(`http://127.0.0.1:${port}/muster.html`);
  await page.getByRole('button', { name: 'Meldung zeigen' }).click();
  await page.getByText('Elif ist bis Mittwoch krank gemeldet.').waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(page.getByText('Zurückgenommen: 1')).toBeVisible();
  await expect(page.getByText('Elif ist bis Mittwoch krank gemeldet.')).toHaveCount(0);
});

test('a day is typed as the language writes it, or taken from the calendar; a closing day is not to be had', async ({
  page,
}) => {
  await page.goto(`http://127.0.0.1:${port}/muster.html`);
  const field = page.getByRole('group', { name: 'Bis wann' });
  await expect(field.getByRole('spinbutton').first()).toHaveText('20');
  await field.getByRole('button').click();
  await expect(page.getByRole('gridcell').filter({ hasText: /^26$/ }).getByRole('button')).toBeDisabled();
  await page.getByRole('button', { name: /21\. Juli/ }).click();
  await expect(field.getByRole('spinbutton').first()).toHaveText('21');
});
