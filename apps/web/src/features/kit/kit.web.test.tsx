import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { kitParts, kitSheet, otherSet } from '../../testing/fake-kit.ts';
import { fakeToday } from '../../testing/fake-world.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { foundedBy, lindenhof, newWorld, password } from '../../testing/scenes.ts';

/** A device that knows nothing, on which the sheet was typed. */
async function asking(leader: FakeClient): Promise<FakeClient> {
  const client = new FakeClient(leader.world);
  await client.register('petra', password);
  const named = { type: 'profile/named@1', body: { name: 'Petra Ahrens' }, expiry: 0, notify: 'none' as const };
  await client.requestRecovery([[...kitSheet]], [named]);
  return client;
}

const digitsOf = (client: FakeClient) => client.snapshot().recovering?.digits ?? '';

test('the sheet is typed line by line; a slip of the pen is shown where it is; then one waits', async () => {
  const { leader } = await lindenhof();
  const client = new FakeClient(leader.world);
  const screen = await renderApp(client, '/anmelden');
  await screen.getByRole('link', { name: 'Ich habe das Tresorblatt' }).click();
  for (const [index, line] of kitSheet.entries()) {
    const typed = index === 3 ? line.replace('5678', '5679') : line.toLowerCase();
    await screen.getByRole('textbox', { name: `Zeile ${String(index + 1)}` }).fill(typed);
  }
  await screen.getByRole('textbox', { name: 'Ihr Name' }).fill('Petra Ahrens');
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('petra');
  await screen.getByLabelText('Passwort', { exact: true }).fill(password);
  await screen.getByRole('button', { name: 'Um Zugang bitten' }).click();
  const fourth = screen.getByRole('textbox', { name: 'Zeile 4' });
  await expect.element(fourth).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByRole('textbox', { name: 'Zeile 3' })).not.toHaveAttribute('aria-invalid', 'true');
  expect(client.snapshot().login).toBeNull();
  await fourth.fill(kitSheet[3] ?? '');
  await screen.getByRole('button', { name: 'Um Zugang bitten' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ihre Anfrage mit dem Tresorblatt' })).toBeVisible();
  await expect.element(screen.getByTestId('digits')).toMatchTextContent(digitsOf(client).slice(0, 4));
  await expect.element(screen.getByText(/ab dem 27\. November 2026 von selbst auf/)).toBeVisible();
});

test('an owner sees it on every page, compares the digits and approves; who asked is in and makes a new sheet', async () => {
  const { leader } = await lindenhof();
  const client = await asking(leader);
  const owner = await renderApp(leader, '/nachrichten');
  await expect.element(owner.getByText(/am 23\. November 2026 mit dem Tresorblatt/)).toBeVisible();
  await owner.getByRole('link', { name: 'Ansehen' }).click();
  const digits = owner.getByRole('textbox', { name: 'Zwölf Ziffern' });
  await digits.fill('0000 0000 0000');
  await owner.getByRole('button', { name: 'Zustimmen' }).click();
  await expect.element(owner.getByRole('alert')).toMatchTextContent(/Es wurde nichts geändert/);
  await digits.fill(digitsOf(client));
  await owner.getByRole('button', { name: 'Zustimmen' }).click();
  await expect.element(owner.getByText(/Es ist zugestimmt/)).toBeVisible();
  await owner.unmount();

  const screen = await renderApp(client, '/anmelden');
  await expect.element(screen.getByRole('heading', { name: 'Neues Tresorblatt' })).toBeVisible();
  await expect.element(screen.getByText(/Damit ist es verbraucht/)).toBeVisible();
  await screen.getByRole('button', { name: 'Neues Blatt zeigen' }).click();
  await expect.element(screen.getByTestId('kit').nth(5)).toMatchTextContent('K7QM X4TP A2B3 C4D5');
  await screen.getByRole('textbox', { name: 'Letzte Gruppe der sechsten Zeile' }).fill('0000');
  await screen.getByRole('button', { name: 'Das Blatt liegt im Tresor' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/nicht die letzte Gruppe/);
  await screen.getByRole('textbox', { name: 'Letzte Gruppe der sechsten Zeile' }).fill('c4d5');
  await screen.getByRole('button', { name: 'Das Blatt liegt im Tresor' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ihr Wiederherstellungsblatt' })).toBeVisible();
  expect(leader.world.hasKit).toBe(true);
  await screen.unmount();

  const after = await renderApp(leader, '/');
  const used = after.getByRole('list', { name: 'Mit dem Tresorblatt hereingekommen' });
  await expect.element(used).toMatchTextContent(/Petra Ahrens/);
});

test('an owner refuses, and is led to a new sheet; who asked is told, and begins anew', async () => {
  const { leader } = await lindenhof();
  const client = await asking(leader);
  const owner = await renderApp(leader, '/tresorblatt/anfrage');
  await owner.getByRole('button', { name: 'Ablehnen' }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Ablehnen' }).click();
  await expect.element(owner.getByText(/Dann gilt das alte nicht mehr/)).toBeVisible();
  await expect.element(owner.getByRole('link', { name: 'Neues Tresorblatt' })).toBeVisible();
  await owner.unmount();
  const screen = await renderApp(client, '/');
  await expect.element(screen.getByText(/Jemand von der Leitung hat abgelehnt/)).toBeVisible();
  await screen.getByRole('button', { name: 'Blatt noch einmal eingeben' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Mit dem Tresorblatt herein' })).toBeVisible();
  await expect.element(screen.getByText(/Ihr Konto „petra“ ist schon angelegt/)).toBeVisible();
});

test('where no sheet holds, owners are told; who is none sees neither request nor sheet', async () => {
  const { leader, mother } = await lindenhof();
  leader.world.hasKit = false;
  leader.world.admit(mother.snapshot().institution?.me ?? '', 'team');
  const owner = await renderApp(leader, '/');
  await expect.element(owner.getByText(/Es gibt kein Tresorblatt, das gilt/)).toBeVisible();
  await owner.getByRole('link', { name: 'Neues Tresorblatt' }).click();
  await expect.element(owner.getByText('Zurzeit gibt es kein Blatt, das gilt.')).toBeVisible();
  await owner.unmount();
  leader.world.recovery = { persona: leader.world.newId(), since: fakeToday, isApproved: false };
  leader.world.changed();
  const screen = await renderApp(mother, '/mehr');
  await expect.element(screen.getByRole('link', { name: /Team und Leitung/ })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /Neues Tresorblatt/ })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('link', { name: 'Ansehen' })).not.toBeInTheDocument();
});

test('the new kit on three sheets: each names itself and what it takes; the last group of each is typed', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/tresorblatt/neu');
  await screen.getByText('Drei Blätter, zwei genügen').click();
  await screen.getByRole('button', { name: 'Neue Blätter zeigen' }).click();
  for (const number of [1, 2, 3]) {
    const sheet = screen.getByRole('article', { name: `Blatt ${String(number)} von 3 zum Drucken` });
    await expect.element(sheet.getByRole('heading', { name: `Tresorblatt ${String(number)} von 3` })).toBeVisible();
    await expect.element(sheet).toMatchTextContent(/Zwei der drei Blätter zusammen sind der Hauptschlüssel/);
    await expect.element(sheet).toMatchTextContent(/SatzHJKM NPQR ST/);
    await expect
      .element(sheet.getByText(/: dieses Blatt$/))
      .toMatchTextContent([/^Die Leitung/, /^Der Träger/, /^Eine Vertrauensperson/][number - 1] ?? /-/);
    await expect.element(sheet.getByTestId('kit').nth(6)).toBeVisible();
  }
  const groups = kitParts().map(({ lines }) => lines.at(-1)?.slice(-4) ?? '');
  for (const [index, group] of groups.with(2, '0000').entries())
    await screen
      .getByRole('textbox', { name: `Blatt ${String(index + 1)}: letzte Gruppe der siebten Zeile` })
      .fill(group);
  await screen.getByRole('button', { name: 'Alle drei sind auf Papier' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/nicht die letzte Gruppe/);
  await screen
    .getByRole('textbox', { name: 'Blatt 3: letzte Gruppe der siebten Zeile' })
    .fill(groups[2]?.toLowerCase() ?? '');
  await screen.getByRole('button', { name: 'Alle drei sind auf Papier' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Neues Tresorblatt' })).not.toBeInTheDocument();
});

test('after founding one may still choose; what was printed before is to be destroyed', async () => {
  const leader = await foundedBy(newWorld());
  const screen = await renderApp(leader, '/tresorblatt');
  await screen.getByText('Ich habe das Blatt gedruckt oder abgeschrieben', { exact: true }).click();
  await screen.getByText('Drei Blätter, zwei genügen').click();
  await expect.element(screen.getByText(/vernichten Sie es: Es öffnet auch allein/)).toBeVisible();
  await expect.element(screen.getByRole('article', { name: 'Blatt 3 von 3 zum Drucken' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Weiter' })).toBeDisabled();
  await screen.getByText('Ein Blatt', { exact: true }).click();
  await expect.element(screen.getByRole('article')).toHaveAccessibleName('Tresorblatt zum Drucken');
  expect(leader.snapshot().kit).toHaveLength(1);
});

test('two of three: a slip of the pen, the same sheet twice, sheets of two sets are each said in a sentence', async () => {
  const { leader } = await lindenhof();
  const client = new FakeClient(leader.world);
  const screen = await renderApp(client, '/mit-tresorblatt');
  await screen.getByText('Zwei von drei Blättern').click();
  const type = async (name: string, lines: readonly string[]) => {
    for (const [index, line] of lines.entries())
      await screen
        .getByRole('group', { name })
        .getByRole('textbox', { name: `Zeile ${String(index + 1)}` })
        .fill(line);
  };
  const ask = () => screen.getByRole('button', { name: 'Um Zugang bitten' }).click();
  const [first, second, third] = kitParts().map(({ lines }) => lines);
  if (first === undefined || second === undefined || third === undefined) throw new Error('no sheets');
  await type('Erstes Blatt', first);
  await type('Zweites Blatt', second.with(4, first[4] ?? ''));
  await screen.getByRole('textbox', { name: 'Ihr Name' }).fill('Petra Ahrens');
  await screen.getByRole('textbox', { name: 'Anmeldename' }).fill('petra');
  await screen.getByLabelText('Passwort', { exact: true }).fill(password);
  await ask();
  const fifth = screen.getByRole('group', { name: 'Zweites Blatt' }).getByRole('textbox', { name: 'Zeile 5' });
  await expect.element(fifth).toHaveAttribute('aria-invalid', 'true');
  await expect.element(fifth).toHaveAccessibleDescription(/oder die Zeile steht auf dem anderen Blatt/);
  await type('Zweites Blatt', first);
  await ask();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/zweimal dasselbe Blatt/);
  await type('Zweites Blatt', kitParts(otherSet)[1]?.lines ?? []);
  await ask();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/gehören nicht zusammen/);
  expect(client.snapshot().login).toBeNull();
  await type('Zweites Blatt', third);
  await ask();
  await expect.element(screen.getByRole('heading', { name: 'Ihre Anfrage mit dem Tresorblatt' })).toBeVisible();
});

test('the carrier’s reader sees the request on every page, approves by the digits, and can refuse nothing', async () => {
  const { leader, mother } = await lindenhof();
  leader.world.admit(mother.snapshot().institution?.me ?? '', 'carrier');
  const client = await asking(leader);
  const screen = await renderApp(mother, '/');
  await screen.getByRole('link', { name: 'Ansehen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Das Tresorblatt wird benutzt' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Ablehnen' })).not.toBeInTheDocument();
  await expect.element(screen.getByText(/Ablehnen kann nur, wer Inhaber:in ist/)).toBeVisible();
  await screen.getByRole('textbox', { name: 'Zwölf Ziffern' }).fill('1234 5678 9012');
  await screen.getByRole('button', { name: 'Zustimmen' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Es wurde nichts geändert/);
  await screen.getByRole('textbox', { name: 'Zwölf Ziffern' }).fill(digitsOf(client));
  await screen.getByRole('button', { name: 'Zustimmen' }).click();
  await expect.element(screen.getByText(/Es ist zugestimmt/)).toBeVisible();
  await client.awaitRecovery();
  expect(client.snapshot().institution?.standing).toBe('staff');
});
