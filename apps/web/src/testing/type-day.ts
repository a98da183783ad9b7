/**
 * Typing a day into a {@link DateField}, key by key as a person does.
 * @module
 */
import { page, userEvent } from 'vitest/browser';

/** `date`: `2026-11-28`. The reader's language is German. */
export async function typeDay(label: string | RegExp, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  await page.getByRole('group', { name: label }).getByRole('spinbutton').first().click();
  await userEvent.keyboard(`${day}${month}${year}`);
}
