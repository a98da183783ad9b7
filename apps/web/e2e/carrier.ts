/**
 * Somebody of the carrier who writes to everyone: let in, read by a parent, and no more when it is taken.
 * @module
 */
import { expect, type Page } from '@playwright/test';
import { admit } from './admitting.ts';
import { look } from './look.ts';

export const carrier = { name: 'Petra Langenfeld', login: 'petra.langenfeld', password: 'Hagebutte Anker Mühle 48' };
const news = {
  title: 'Neue Beiträge ab August',
  text: 'Der Vorstand hat die Beiträge für das nächste Jahr beschlossen.',
};

/** Somebody of the carrier writes to everyone; a parent reads that it is the carrier, and the carrier nothing of families. */
export async function writeForCarrier(leader: Page, theirs: Page, parent: Page): Promise<void> {
  await admit(leader, theirs, carrier, { as: 'Träger, schreibt an alle', list: 'Träger' });
  await theirs.goto('/');
  await expect(theirs.getByRole('heading', { name: 'Sie schreiben für den Träger an alle' })).toBeVisible();
  await look(theirs, 'carrier-today');
  await theirs.getByRole('button', { name: 'Diesen Namen zeigen' }).click();
  await expect(theirs.getByRole('heading', { name: 'Unter welchem Namen schreiben Sie?' })).toHaveCount(0);
  await theirs.getByRole('link', { name: 'Nachricht schreiben' }).click();
  await expect(theirs.getByRole('radio')).toHaveCount(1);
  await theirs.getByRole('textbox', { name: 'Überschrift' }).fill(news.title);
  await theirs.getByRole('textbox', { name: 'Text', exact: true }).fill(news.text);
  await theirs.getByRole('button', { name: 'Senden', exact: true }).click();
  await expect(theirs.getByRole('heading', { name: news.title })).toBeVisible();
  await expect(theirs.getByText('wird gesendet')).toHaveCount(0);
  await look(theirs, 'carrier-post', [360]);
  await parent.goto('/nachrichten');
  await parent.getByText(news.title).click();
  await expect(parent.getByText(news.text)).toBeVisible();
  await expect(parent.getByText(`Träger: ${carrier.name}`)).toBeVisible();
}

/** Out of everyone as a writer, in the year that goes on by now. */
export async function takeFromCarrier(leader: Page, theirs: Page): Promise<void> {
  await theirs.goto('/nachrichten/neu');
  await expect(theirs.getByRole('radio')).toHaveCount(1);
  await leader.goto('/team');
  await leader
    .getByRole('list', { name: 'Träger' })
    .getByRole('link', { name: new RegExp(carrier.name, 'u') })
    .click();
  await expect(leader.getByRole('heading', { name: carrier.name })).toBeVisible();
  await look(leader, 'carrier-person', [360]);
  await leader.getByRole('button', { name: 'Nicht mehr an alle schreiben lassen' }).click();
  await leader.getByRole('button', { name: 'Nicht mehr schreiben lassen' }).click();
  await expect(leader.getByRole('heading', { name: 'Träger' })).toHaveCount(0);
  await expect(theirs.getByRole('textbox', { name: 'Überschrift' })).toHaveCount(0);
}
