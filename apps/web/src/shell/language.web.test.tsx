import { expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { renderApp } from '../testing/render-app.tsx';
import { lindenhof, newWorld } from '../testing/scenes.ts';
import { FakeClient } from '../testing/fake-client.ts';
import { chooseLanguage, textsIn } from './language.ts';
import { chooseTheme } from './theme.ts';

function germanAgain(): void {
  onTestFinished(() => chooseLanguage('de'));
}

test('whoever cannot read German finds their language before there is an account, and it is kept', async () => {
  germanAgain();
  const screen = await renderApp(new FakeClient(newWorld()), '/anmelden');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sprache' }), 'العربية');
  await expect.element(screen.getByRole('heading', { name: 'الدخول' })).toBeVisible();
  expect(document.documentElement).toMatchObject({ lang: 'ar', dir: 'rtl' });
  expect(localStorage.getItem('obhut.language')).toBe('ar');
  expect(getComputedStyle(document.body).direction).toBe('rtl');
  await document.fonts.load('17px "Vazirmatn Variable"', 'الدخول');
  expect(document.fonts.check('17px "Vazirmatn Variable"', 'الدخول')).toBe(true);
});

test('a letter speaks the language of whoever gets it, the screen that of whoever writes it', async () => {
  const { leader } = await lindenhof();
  const screen = await renderApp(leader, '/briefe/neu');
  await screen.getByRole('textbox', { name: 'Für wen' }).fill('Olena Petrenko');
  await screen.getByRole('button', { name: /Sprache des Briefs/ }).click();
  await screen.getByRole('option', { name: 'Українська' }).click();
  await screen.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Brief für Olena Petrenko' })).toBeVisible();
  const sheet = screen.getByRole('article');
  await expect.element(sheet.getByRole('heading', { name: 'Ваш доступ до нашого дитячого садка' })).toBeVisible();
  await expect.element(sheet).toMatchTextContent(/Захист даних\. Відповідальний за дані/);
  await expect.element(sheet).toHaveAttribute('lang', 'uk');
});

test('Arabic counts as Arabic does', async () => {
  germanAgain();
  const { mother } = await lindenhof();
  await chooseLanguage('ar');
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByRole('link', { name: /رسالة جديدة واحدة/ })).toBeVisible();
});

test('what was put together from parts reads in the order of its language', async () => {
  const { say } = await textsIn('ar');
  const begins = say('appointments', 'at', { day: 'الخميس، 3 ديسمبر', time: '5:00 م' });
  const element = document.createElement('p');
  element.dir = 'auto';
  element.textContent = say('appointments', 'fromTo', { from: begins, to: '6:30 م' });
  document.body.append(element);
  onTestFinished(() => element.remove());
  const startOf = (words: string) => {
    const text = element.firstChild;
    const range = document.createRange();
    const at = element.textContent.indexOf(words);
    if (text === null || at < 0) throw new RangeError(words);
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().right;
  };
  // From the right: the day, then when it begins, then until when.
  const [day, from, to] = [startOf('الخميس'), startOf('م\u2069\u2069'), startOf('حتى')];
  expect([day > from, from > to]).toEqual([true, true]);
});

test('a name that is written from the right keeps its own direction in a German sentence, and turns nothing around', async () => {
  const { say } = await textsIn('de');
  const under = (author: string) => say('posts', 'rowUnder', { author, preview: '12 Uhr' });
  expect(under('سارة الأحمد')).toBe('\u2068سارة الأحمد\u2069 · 12 Uhr');
  expect(under('Ayşe')).toBe('Ayşe · 12 Uhr');
});

function paper(): string {
  return getComputedStyle(document.documentElement).backgroundColor;
}

test('dark and light can be chosen against the system, and given back to it', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/mehr');
  await expect.element(screen.getByRole('button', { name: /Hell oder dunkel/ })).toMatchTextContent(/Wie das Gerät/);
  const before = paper();
  await userEvent.click(screen.getByRole('button', { name: /Hell oder dunkel/ }));
  await screen.getByRole('option', { name: 'Dunkel' }).click();
  await expect.poll(paper).toBe('rgb(18, 25, 24)');
  chooseTheme('light');
  expect(paper()).toBe('rgb(251, 250, 246)');
  chooseTheme('system');
  expect(paper()).toBe(before);
});
