/**
 * The README's pictures, taken in the journeys by `npm run pictures` and at no other time.
 * @module
 */
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';

const folder = path.join(import.meta.dirname, '../../../docs/pictures');

export const arePicturesTaken = process.env['PICTURES'] === '1';

export async function pictureForReadme(of: Page | Locator, name: string): Promise<void> {
  if (arePicturesTaken) await of.screenshot({ path: path.join(folder, `${name}.png`) });
}
