import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

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
