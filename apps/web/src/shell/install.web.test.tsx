import { expect, test, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { lindenhof } from '../testing/scenes.ts';
import { isUninstalledPhone, watchInstall } from './install.ts';

test('where the browser offers to install the app, Mehr does, once', async () => {
  watchInstall();
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/mehr');
  const install = screen.getByRole('button', { name: 'Installieren' });
  await expect.element(install).not.toBeInTheDocument();
  const prompt = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
  window.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  await install.click();
  expect(prompt).toHaveBeenCalledOnce();
  await expect.element(install).not.toBeInTheDocument();
});

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)', false, true],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)', true, false],
  ['Mozilla/5.0 (Linux; Android 15)', false, false],
])('%s, installed %s: install first %s', (userAgent, isInstalled, isAsked) => {
  expect(isUninstalledPhone(userAgent, isInstalled)).toBe(isAsked);
});
