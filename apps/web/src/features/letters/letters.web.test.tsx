import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { FakeClient } from '../../testing/fake-client.ts';
import { lindenhof, password } from '../../testing/scenes.ts';

test('a letter for one person, ready to be printed', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/briefe/neu');
  await screen.getByRole('textbox', { name: 'Für wen' }).fill('Halina Nowak');
  await screen.getByRole('textbox', { name: 'Zusatz' }).fill('Oma von Theo');
  await screen.getByText('Bärengruppe', { exact: true }).click();
  await screen.getByRole('button', { name: 'Brief erstellen' }).click();

  const sheet = screen.getByRole('article', { name: 'Zugangsbrief für Halina Nowak' });
  await expect.element(sheet).toBeVisible();
  await expect.element(sheet).toMatchTextContent(/Oma von Theo · Bärengruppe/);
  await expect.element(screen.getByRole('figure', { name: 'QR-Code mit der Adresse dieses Briefs' })).toBeVisible();
  const letter = leader.world.letters.at(-1);
  await expect
    .element(screen.getByTestId('code'))
    .toMatchTextContent(`${letter?.code.slice(0, 4)} ${letter?.code.slice(4)}`);
  const typed = screen.getByTestId('typed').element().textContent.replaceAll(' ', '');
  expect(typed).toContain(letter?.typed);
  await expect.element(sheet).toMatchTextContent(/gilt bis 4\. Januar 2027/);
  await expect.element(sheet).toMatchTextContent(/Ohne Zugang entsteht Ihnen kein Nachteil/);
});

test('the next letter begins anew; the list knows both', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/briefe/neu');
  await screen.getByRole('textbox', { name: 'Für wen' }).fill('Halina Nowak');
  await screen.getByRole('button', { name: 'Brief erstellen' }).click();
  await screen.getByRole('button', { name: 'Nächster Brief' }).click();
  await expect.element(screen.getByRole('textbox', { name: 'Für wen' })).toHaveValue('');
  await screen.getByRole('link', { name: 'Zugangsbriefe' }).click();
  const open = screen.getByRole('list', { name: 'Noch nicht benutzt' });
  await expect.element(open).toMatchTextContent(/Halina Nowak/);
  await expect.element(open).toMatchTextContent(/Petra Schäfer/);
  await expect.element(screen.getByRole('list', { name: 'Schon dabei' })).toMatchTextContent(/Ayşe Yılmaz/);
});

test('somebody who cannot get in any more: a new letter with what there was, and back in their place by one word', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/briefe');
  await screen.getByRole('link', { name: /Ayşe Yılmaz/ }).click();
  await screen.getByRole('link', { name: 'Neuen Brief schreiben' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Neuer Brief für Ayşe Yılmaz' })).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Für wen' })).toHaveValue('Ayşe Yılmaz');
  await expect.element(screen.getByRole('checkbox', { name: 'Igelgruppe' })).toBeChecked();
  await screen.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect.element(screen.getByRole('article', { name: 'Zugangsbrief für Ayşe Yılmaz' })).toBeVisible();

  const letter = leader.world.letters.at(-1);
  if (letter === undefined) throw new Error('no letter');
  const again = new FakeClient(leader.world);
  await again.openLetter({ fragment: letter.fragment, code: letter.code });
  await again.register('ayse-neu', password);
  await again.claim([]);
  await screen.getByRole('link', { name: 'Fertig' }).click();
  const inside = screen.getByRole('list', { name: 'Schon dabei' });
  await expect.element(inside.getByText('wieder da?')).toBeVisible();
  await screen.getByRole('link', { name: /Ayşe Yılmaz/ }).click();
  await screen.getByRole('button', { name: 'Ja, das ist dieselbe Person' }).click();
  await expect.element(screen.getByRole('link', { name: 'Neuen Brief schreiben' })).toBeVisible();
  expect(again.snapshot().institution?.me).toBe(
    leader.snapshot().institution?.spaces.find(({ kind }) => kind === 'mailbox')?.personas[0],
  );
});

test('access is ended by name, and progress shows in numbers', async () => {
  const { leader, mother } = await lindenhof();
  const screen = await renderApp(leader, '/briefe');
  await screen.getByRole('link', { name: /Ayşe Yılmaz/ }).click();
  await screen.getByRole('button', { name: 'Zugang beenden' }).click();
  const dialog = screen.getByRole('alertdialog', { name: 'Zugang von Ayşe Yılmaz beenden?' });
  leader.setMending({ done: 3, total: 12 });
  await expect.element(dialog.getByRole('progressbar')).toMatchTextContent(/3 von 12/);
  leader.setMending(null);
  await dialog.getByRole('button', { name: 'Zugang beenden' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Zugangsbriefe' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /Ayşe Yılmaz/ })).not.toBeInTheDocument();
  expect(mother.snapshot().institution?.spaces.filter(({ kind }) => kind === 'mailbox')).toEqual([]);
});

test('a failure says what to do, and whoever is gone is said to be', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, `/briefe/person/${'0'.repeat(32)}`);
  await expect.element(screen.getByText('Diese Person hat keinen Zugang mehr.')).toBeVisible();
});
