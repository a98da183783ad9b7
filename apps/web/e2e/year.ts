/**
 * The change of the year on the screens of a leader: prepared before its day, and closed after it.
 * @module
 */
import { expect, type Page } from '@playwright/test';
import { look, lookInArabic } from './look.ts';

/** The next year, into whose group a ward is placed, and in which a guardian without one stays. Returns its first day. */
export async function prepareYear(
  leader: Page,
  { group, ward, guardian }: Record<'group' | 'ward' | 'guardian', string>,
): Promise<string> {
  await leader.goto('/mehr');
  await leader.getByRole('link', { name: /Kita-Jahr/u }).click();
  await expect(leader.getByRole('heading', { level: 1 })).toContainText('Kita-Jahr 20');
  await look(leader, 'year');
  await leader.getByRole('link', { name: 'Vorbereiten' }).click();
  await expect(leader.getByRole('checkbox', { name: group })).toBeChecked();
  const parts = leader.getByRole('group', { name: 'Erster Tag' }).getByRole('spinbutton');
  // As German writes it: day, month, year.
  const typed = await parts.evaluateAll((all) => all.map((part) => part.textContent.padStart(2, '0')));
  const first = typed.toReversed().join('-');
  await look(leader, 'year-prepare');
  await leader.getByRole('button', { name: 'Vorbereiten' }).click();
  const groups = leader.getByRole('list', { name: 'Gruppen des nächsten Jahres' });
  await expect(groups).toContainText('noch niemand eingeteilt');
  await leader.getByRole('link', { name: 'Gruppen einteilen' }).click();
  await leader.getByRole('combobox', { name: ward }).selectOption({ label: group });
  await leader.getByRole('combobox', { name: guardian }).selectOption({ label: 'bleibt dabei, ohne Gruppe' });
  await look(leader, 'year-places');
  await leader.getByRole('button', { name: '2 Änderungen speichern' }).click();
  await expect(groups).toContainText('1 eingeteilt');
  await look(leader, 'year-prepared');
  await lookInArabic(leader, 'year-prepared', '/kita-jahr');
  return first;
}

/** Whoever was away for long has to unlock the device. */
export async function comeBack(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/');
  const menu = page.getByRole('navigation', { name: 'Hauptmenü' });
  const locked = page.getByRole('link', { name: login });
  await expect(menu.or(locked)).toBeVisible();
  if (await menu.isVisible()) return;
  await locked.click();
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entsperren' }).click();
  await expect(menu).toBeVisible();
}

export async function closeYear(leader: Page): Promise<void> {
  await leader.goto('/');
  await leader.getByRole('link', { name: 'Altes Jahr abschließen' }).click();
  await expect(leader.getByText('1 Kind ist in der neuen Gruppe.')).toBeVisible();
  await leader.getByText('Ja, so soll es sein').click();
  await look(leader, 'year-close');
  await leader.getByRole('button', { name: 'Altes Jahr abschließen' }).click();
  await expect(leader.getByRole('link', { name: 'Vorbereiten' })).toBeVisible();
}
