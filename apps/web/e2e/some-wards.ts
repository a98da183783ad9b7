/**
 * One post to the families of several wards: each is told of its own ward alone, and the staff have one post.
 * @module
 */
import { expect, type Page } from '@playwright/test';
import { arabic } from './arabic.ts';
import { glance } from './look.ts';

const post = { title: 'Läuse in der Gruppe', text: 'Bitte sehen Sie heute Abend nach.' };

/** By whoever works there; `german` and `inArabic` have one of the wards each, in this order. */
export async function writeToSome(
  staff: Page,
  wards: readonly [string, string],
  { colleague, german, inArabic }: Record<'colleague' | 'german' | 'inArabic', Page>,
): Promise<void> {
  await staff.goto('/nachrichten/neu');
  await staff.getByText('Eltern einzelner Kinder', { exact: true }).click();
  const field = staff.getByRole('combobox', { name: 'Welches Kind' });
  for (const ward of wards) {
    await field.fill(ward);
    await expect(staff.getByRole('option')).toHaveCount(1);
    await field.press('ArrowDown');
    await field.press('Enter');
    await expect(field).toHaveValue('');
  }
  // As long as the list is open, nothing else is to be had.
  await field.press('Tab');
  await expect(staff.getByRole('list', { name: 'Gewählt: 2' })).toBeVisible();
  await staff.getByRole('textbox', { name: 'Überschrift' }).fill(post.title);
  await staff.getByRole('textbox', { name: 'Text', exact: true }).fill(post.text);
  await glance(staff, 'some-wards-write');
  await staff.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(staff.getByRole('heading', { name: post.title })).toBeVisible();
  await expect(staff.getByText(`An die Eltern von ${wards.join(' und ')} ·`)).toBeVisible();

  for (const [page, own, other] of [
    [german, wards[0], wards[1]],
    [inArabic, wards[1], wards[0]],
  ] as const) {
    await page.goto('/nachrichten');
    await page.getByRole('link', { name: new RegExp(post.title, 'u') }).click();
    await expect(page.getByText(post.text)).toBeVisible();
    await expect(page.getByRole('main')).toContainText(own);
    await expect(page.getByRole('main')).not.toContainText(other);
  }
  await expect(inArabic.getByRole('main').getByRole('link', { name: arabic('posts', 'back') })).toBeVisible();
  await glance(inArabic, 'some-wards-arabic', 'dark');
  await expect(staff.getByRole('figure', { name: '2 von 2 haben die Nachricht gelesen' })).toBeVisible();
  await colleague.goto('/nachrichten');
  await expect(colleague.getByRole('link', { name: new RegExp(post.title, 'u') })).toHaveCount(1);
}
