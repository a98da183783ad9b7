import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { tabletCode, tabletDigits } from '../../testing/fake-tablet.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

const pin = '271828';

async function scene() {
  const { leader, mother } = await lindenhof();
  const body = { group: leader.world.spaceOfKind('group').id, name: 'Bärengruppe', colour: 1, sign: 'panda' };
  const day = await leader.createDayTeam([{ type: 'day-team/named@1', body, expiry: 0, notify: 'none' }]);
  const tablet = new FakeClient(leader.world);
  await tablet.showTabletCode('tablet');
  await leader.answerTablet('tablet', tabletCode);
  const id = await leader.admitTablet(day, tabletDigits);
  await tablet.awaitTabletCode();
  return { leader, mother, tablet, day, id };
}

async function withPin(tablet: FakeClient, person: FakeClient, name: string): Promise<void> {
  await tablet.showTabletCode('tablet-pin');
  await person.answerTablet('tablet-pin', tabletCode);
  await person.handPersona(tabletDigits, name);
  await tablet.awaitTabletCode();
  await tablet.setPin(pin);
  await tablet.lock();
}

test('a locked tablet shows its group and nothing else; a person sets a PIN with their own device', async () => {
  const { leader, tablet } = await scene();
  const screen = await renderApp(tablet, '/nachrichten');
  await expect.element(screen.getByRole('heading', { name: 'Bärengruppe' })).toBeVisible();
  await expect.element(screen.getByRole('navigation')).not.toBeInTheDocument();
  await screen.getByRole('link', { name: 'PIN einrichten' }).click();
  await expect.element(screen.getByTestId('pairing-code')).toMatchTextContent(tabletCode);
  await leader.answerTablet('tablet-pin', tabletCode);
  await leader.handPersona(tabletDigits, 'Sabine Brandt');
  const field = screen.getByLabelText('Neue PIN');
  await expect.element(field, { timeout: 10_000 }).toBeVisible();
  for (const [typed, said] of [
    ['1234', /mindestens 6 Ziffern/],
    ['111111', /rät man als Erstes/],
  ] as const) {
    await field.fill(typed);
    await screen.getByRole('button', { name: 'Weiter' }).click();
    await expect.element(screen.getByText(said).last()).toBeVisible();
  }
  await field.fill(pin);
  await screen.getByRole('button', { name: 'Weiter' }).click();
  await screen.getByLabelText('Noch einmal').fill('314159');
  await screen.getByRole('button', { name: 'PIN festlegen' }).click();
  await expect.element(screen.getByText(/Das war eine andere/)).toBeVisible();
  await screen.getByLabelText('Neue PIN').fill(pin);
  await screen.getByRole('button', { name: 'Weiter' }).click();
  await screen.getByLabelText('Noch einmal').fill(pin);
  await screen.getByRole('button', { name: 'PIN festlegen' }).click();
  await expect.element(screen.getByText(/^Gruppen-Tablet: Sie arbeiten als Sabine Brandt\./)).toBeVisible();
  await expect.element(screen.getByRole('navigation')).toBeVisible();
});

test('keys as big as fingers open it; wrong ones are counted, the tenth ends it with a way on', async () => {
  const { leader, tablet } = await scene();
  await withPin(tablet, leader, 'Sabine Brandt');
  const screen = await renderApp(tablet, '/');
  await screen.getByRole('link', { name: 'Sabine Brandt' }).click();
  for (const digit of pin) await screen.getByRole('button', { name: digit, exact: true }).click();
  await screen.getByRole('button', { name: 'Öffnen' }).click();
  await screen.getByRole('button', { name: 'Sperren' }).click();
  await screen.getByRole('link', { name: 'Sabine Brandt' }).click();
  for (let left = 9; left > 0; left--) {
    await screen.getByLabelText('PIN', { exact: true }).fill('808017');
    await screen.getByRole('button', { name: 'Öffnen' }).click();
    await expect.element(screen.getByRole('alert')).toMatchTextContent(left === 1 ? /ein Versuch/ : `${left} Versuche`);
  }
  await screen.getByLabelText('PIN', { exact: true }).fill('808017');
  await screen.getByRole('button', { name: 'Öffnen' }).click();
  await expect.element(screen.getByText(/öffnet nichts mehr. Es ist nichts verloren/)).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Neue PIN einrichten' })).toBeVisible();
});

test('what one was writing waits for oneself, and is gone from the screen when it is locked', async () => {
  const { leader, tablet } = await scene();
  await withPin(tablet, leader, 'Sabine Brandt');
  const person = tablet.snapshot().tablet?.persons[0]?.id ?? '';
  await tablet.unlockByPin(person, pin);
  const screen = await renderApp(tablet, '/nachrichten/neu');
  const text = screen.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Gummihosen');
  await screen.getByRole('button', { name: 'Sperren' }).click();
  await expect.element(text).not.toBeInTheDocument();
  await tablet.unlockByPin(person, pin);
  await screen
    .getByRole('link', { name: /Nachrichten$/ })
    .first()
    .click();
  await screen.getByRole('link', { name: 'Nachricht schreiben' }).first().click();
  await expect.element(text).toHaveValue('Gummihosen');
});

test('a tablet that was taken out says so, and can be emptied', async () => {
  const { leader, tablet, day, id } = await scene();
  await leader.removeFromDay(day, id);
  const screen = await renderApp(tablet, '/');
  await expect.element(screen.getByRole('heading', { name: 'Dieses Tablet gehört nicht mehr dazu' })).toBeVisible();
  await screen.getByRole('button', { name: 'Alles auf diesem Tablet löschen' }).click();
  await expect.element(screen.getByRole('link', { name: 'Als Gruppen-Tablet einrichten' })).toBeVisible();
});
