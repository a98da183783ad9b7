import { lazy, Suspense } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { lindenhof } from '../testing/scenes.ts';
import { Boundary } from './boundary.tsx';
import { startLanguage } from './language.ts';
import { watchFetching } from './not-fetched.ts';
import { ClientContext } from './use-client.ts';

watchFetching();

/** As what is built says it of a script that could not be had. */
function reported(payload: Error): Error {
  window.dispatchEvent(Object.assign(new Event('vite:preloadError', { cancelable: true }), { payload }));
  return payload;
}

async function renderFailing(instead: 'page' | 'strip' | 'nothing', error: Error) {
  await startLanguage();
  const Failing = lazy(() => Promise.reject<{ default: () => null }>(error));
  const { leader } = await lindenhof();
  const at = (path: string) => (
    <ClientContext value={leader}>
      <Boundary instead={instead} at={path}>
        <Suspense>{path === '/team' ? <Failing /> : <p>Alles da</p>}</Suspense>
      </Boundary>
    </ClientContext>
  );
  const screen = await render(at('/team'));
  return { screen, goTo: (path: string) => screen.rerender(at(path)) };
}

test('a page that did not arrive says that the network was gone, and the others are still to be had', async () => {
  const { screen, goTo } = await renderFailing('page', reported(new TypeError('not to be had')));
  await expect.element(screen.getByText(/^Diese Seite ist nicht angekommen: Das Netz war weg/u)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Neu laden' })).toBeVisible();
  await goTo('/gruppen');
  await expect.element(screen.getByText('Alles da')).toBeVisible();
});

test.each([
  ['that nobody reports', new TypeError('null has no name')],
  ['in a script that arrived', reported(new ReferenceError('x is not defined'))],
])('a mistake %s is one of Obhut', async (_, error) => {
  const { screen } = await renderFailing('page', error);
  await expect.element(screen.getByText(/^In Obhut ist ein Fehler aufgetreten/u)).toBeVisible();
});

test('what stands above a page says so in a strip, and what is small leaves its place empty', async () => {
  const { screen } = await renderFailing('strip', reported(new TypeError('not to be had')));
  await expect.element(screen.getByRole('status')).toMatchTextContent(/^Ein Teil von Obhut ist nicht angekommen/u);
  await expect.element(screen.getByRole('heading')).not.toBeInTheDocument();
  await screen.unmount();
  const small = await renderFailing('nothing', reported(new TypeError('not to be had')));
  expect(small.screen.container.textContent).toBe('');
});
