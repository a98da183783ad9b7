import { failures } from '@obhut/sync/failure.ts';
import { expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { renderApp } from '../testing/render-app.tsx';
import { lindenhof } from '../testing/scenes.ts';
import { useFailureText } from './failure.tsx';
import { ClientContext } from './use-client.ts';

test('the tabs are those that exist, and tell where one is', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/');
  const tabs = screen.getByRole('navigation', { name: 'Hauptmenü' });
  await expect.element(tabs.getByRole('link', { name: 'Heute' })).toHaveAttribute('aria-current', 'page');
  expect(tabs.getByRole('link').elements()).toHaveLength(5);
  await tabs.getByRole('link', { name: 'Mehr' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Mehr' })).toHaveFocus();
  expect(document.title).toBe('Mehr · Obhut');
});

test('with text twice as large the name of where one is stands there whole, and the others keep theirs', async () => {
  onTestFinished(() => void document.documentElement.style.removeProperty('font-size'));
  await page.viewport(360, 640);
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/');
  const tabs = screen.getByRole('navigation', { name: 'Hauptmenü' });
  const labelOf = (name: string) => tabs.getByText(name, { exact: true });
  expect(labelOf('Nachrichten').element().clientWidth).toBeGreaterThan(50);
  document.documentElement.style.fontSize = '212.5%';
  for (const name of ['Heute', 'Nachrichten', 'Kalender', 'Mehr']) {
    // What waits there is a part of its name.
    const link = tabs.getByRole('link', { name: new RegExp(name, 'u') });
    await link.click();
    await expect.element(link).toHaveAttribute('aria-current', 'page');
    const { scrollWidth, clientWidth } = labelOf(name).element();
    expect(scrollWidth, name).toBeLessThanOrEqual(clientWidth);
  }
  expect(labelOf('Nachrichten').element().clientWidth).toBeLessThan(2);
});

test('on a device that is new no page says that there is nothing, and one stays where one wanted to be', async () => {
  const { leader } = await lindenhof();
  leader.setReading({ done: 12_000, total: 50_000 });
  const screen = await renderApp(leader, '/kinder');
  const tabs = screen.getByRole('navigation', { name: 'Hauptmenü' });
  await expect.element(screen.getByText('Dieses Gerät ist neu hier: 12.000 von 50.000 gelesen')).toBeVisible();
  expect(
    tabs
      .getByRole('link')
      .elements()
      .map((link) => link.textContent),
  ).toEqual(['Heute', 'Mehr']);
  await tabs.getByRole('link', { name: 'Heute' }).click();
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  await expect.element(screen.getByText('Erste Schritte')).not.toBeInTheDocument();
  await expect.element(screen.getByText(/12.000 von 50.000 gelesen/)).toBeVisible();
  leader.setReading(null);
  await expect.element(screen.getByText('Erste Schritte')).toBeVisible();
  await expect.element(tabs.getByRole('link', { name: 'Kinder' })).toBeVisible();
});

test('where a new device has lost its network, what it has is shown, and that it is not all', async () => {
  const { mother } = await lindenhof();
  mother.setReading({ done: 40, total: 50 });
  mother.setOnline(false);
  const screen = await renderApp(mother, '/kalender');
  await expect.element(screen.getByRole('heading', { name: 'Kalender' })).toBeVisible();
  await expect.element(screen.getByText(/Auf diesem Gerät ist noch nicht alles angekommen/)).toBeVisible();
});

test('an alarm is one calm sentence, however often it was raised', async () => {
  const { mother } = await lindenhof();
  for (const space of ['a', 'b']) mother.alarm({ space, why: 'rejected-signature' });
  mother.alarm({ space: 'c', why: 'rollback', isStop: true });
  const screen = await renderApp(mother, '/');
  expect(screen.getByText(/Etwas war nicht echt/).elements()).toHaveLength(1);
  await expect
    .element(screen.getByText(/Ein Bereich ist angehalten: Der Server zeigt einen älteren Stand/))
    .toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Belege speichern' })).toBeVisible();
});

test('whose key does not fit is said by name, and that it is the server’s word', async () => {
  const { mother, leader } = await lindenhof();
  mother.alarm({ space: 'a', why: 'key', who: leader.snapshot().institution?.me ?? '' });
  mother.alarm({ space: 'b', why: 'key', who: 'ffff' });
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByText(/^Von Sabine Brandt kam, sagt der Server, ein Schlüssel/)).toBeVisible();
  await expect.element(screen.getByText(/^Ein Schlüssel passt nicht/)).toBeVisible();
});

test('every failure has a sentence of its own that says what to do', async () => {
  const { mother } = await lindenhof();
  const sentences: string[] = [];
  function Sentences() {
    const text = useFailureText();
    sentences.splice(0, sentences.length, ...failures.map(text));
    return null;
  }
  await render(
    <ClientContext value={mother}>
      <Sentences />
    </ClientContext>,
  );
  expect(new Set(sentences).size).toBe(failures.length);
  expect(sentences.filter((sentence) => sentence.length < 40)).toEqual([]);
});

test.each([
  [360, 640],
  [820, 1180],
  [1440, 900],
])('at %i × %i nothing is wider than the screen, and every target is large enough', async (width, height) => {
  await page.viewport(width, height);
  const { leader } = await lindenhof();
  for (const path of ['/', '/nachrichten', '/nachrichten/neu', '/gruppen/neu', '/briefe/neu', '/mehr', '/schutz']) {
    const screen = await renderApp(leader, path);
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(document.documentElement.scrollWidth, path).toBeLessThanOrEqual(width);
    const targets = [
      ...document.querySelectorAll(
        'main a, main button, nav a, main label:has(input[type=radio], input[type=checkbox])',
      ),
    ];
    const small = targets.filter((target) => {
      if (!target.checkVisibility()) return false;
      const { height: high, width: wide } = target.getBoundingClientRect();
      // Cut off to a dot: for the keyboard and screen readers only, such as the button of a place to drop files on.
      if ((target.parentElement?.clientWidth ?? 0) <= 1) return false;
      return Math.round(high) < 48 || Math.round(wide) < 48;
    });
    expect(small.map((target) => `${path}: ${target.textContent}`)).toEqual([]);
    await screen.unmount();
  }
});
