import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhof } from '../../testing/scenes.ts';

const unsubscribe = () => Promise.resolve(true);

function say(data: unknown): void {
  navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
}

const here = 'https://fcm.googleapis.com/fcm/send/here';

/** The browser's side: a permission, and a push service that gives an address. */
interface Browser {
  permission: NotificationPermission;
  /** What its owner answers when it asks. */
  answer: NotificationPermission;
  asked: number;
  isReachable: boolean;
  subscription: {
    endpoint: string;
    options: { applicationServerKey: ArrayBuffer };
    unsubscribe: () => Promise<boolean>;
  } | null;
  badge: number;
}

let browser: Browser;

beforeEach(() => {
  browser = { permission: 'default', answer: 'granted', asked: 0, isReachable: true, subscription: null, badge: -1 };
  vi.spyOn(Notification, 'permission', 'get').mockImplementation(() => browser.permission);
  vi.spyOn(Notification, 'requestPermission').mockImplementation(() => {
    browser.asked++;
    browser.permission = browser.answer;
    return Promise.resolve(browser.answer);
  });
  const pushManager = {
    getSubscription: () => Promise.resolve(browser.subscription),
    subscribe: ({ applicationServerKey }: { applicationServerKey: Uint8Array<ArrayBuffer> }) => {
      if (!browser.isReachable) return Promise.reject(new DOMException('no push service', 'AbortError'));
      const options = { applicationServerKey: applicationServerKey.slice().buffer };
      browser.subscription = { endpoint: here, options, unsubscribe };
      return Promise.resolve(browser.subscription);
    },
  };
  const registration = { pushManager, getNotifications: () => Promise.resolve([]) };
  const getRegistration = () => Promise.resolve(registration);
  Object.defineProperty(navigator.serviceWorker, 'getRegistration', { value: getRegistration, configurable: true });
  vi.spyOn(navigator, 'setAppBadge').mockImplementation((number = 0) => {
    browser.badge = number;
    return Promise.resolve();
  });
  vi.spyOn(navigator, 'clearAppBadge').mockImplementation(() => {
    browser.badge = 0;
    return Promise.resolve();
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator.serviceWorker, 'getRegistration');
});

test('off, until somebody touches it; then the browser asks, and the server knows where', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/benachrichtigungen');
  await expect.element(screen.getByText('Ausgeschaltet')).toBeVisible();
  expect([browser.asked, mother.notices.endpoint]).toEqual([0, null]);
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect.element(screen.getByText('Eingeschaltet')).toBeVisible();
  expect([browser.asked, mother.notices.endpoint]).toEqual([1, here]);
  await screen.getByRole('button', { name: 'Ausschalten' }).click();
  await expect.element(screen.getByText('Ausgeschaltet')).toBeVisible();
  expect(mother.notices.endpoint).toBeNull();
});

test('whoever says no is told how to undo it, and the server learns nothing', async () => {
  const { mother } = await lindenhof();
  browser.answer = 'denied';
  const screen = await renderApp(mother, '/benachrichtigungen');
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect.element(screen.getByText(/Ihr Gerät lässt Mitteilungen von Obhut nicht zu/)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Einschalten' })).not.toBeInTheDocument();
  expect(mother.notices.endpoint).toBeNull();
});

/** As long as the test runs. */
function withoutPush(userAgent: string): void {
  const manager = Object.getOwnPropertyDescriptor(window, 'PushManager');
  Reflect.deleteProperty(window, 'PushManager');
  Object.defineProperty(navigator, 'userAgent', { value: userAgent, configurable: true });
  onTestFinished(() => {
    Object.defineProperty(window, 'PushManager', manager ?? {});
    Reflect.deleteProperty(navigator, 'userAgent');
  });
}

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1', /„Zum Home-Bildschirm“/u],
  ['Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101', /^Dieser Browser kann sich nicht melden/u],
])('a browser that gives a page no push says what helps: %s', async (userAgent, help) => {
  const { mother } = await lindenhof();
  withoutPush(userAgent);
  const screen = await renderApp(mother, '/benachrichtigungen');
  await expect.element(screen.getByText(help)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Einschalten' })).not.toBeInTheDocument();
});

test('an icon that takes no number is in nobody’s way', async () => {
  const { mother } = await lindenhof();
  const asked = vi
    .spyOn(navigator, 'setAppBadge')
    .mockRejectedValue(new DOMException('its owner wants none', 'NotAllowedError'));
  const screen = await renderApp(mother, '/benachrichtigungen');
  await expect.element(screen.getByText('Ausgeschaltet')).toBeVisible();
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
});

test('without a push service it says so, and is not on', async () => {
  const { mother } = await lindenhof();
  browser.isReachable = false;
  const screen = await renderApp(mother, '/benachrichtigungen');
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/erreicht keinen Dienst, der ihn weckt/);
  await expect.element(screen.getByText('Ausgeschaltet')).toBeVisible();
});

test('a push service that the server does not speak to has its sentence', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/benachrichtigungen');
  await expect.element(screen.getByText('Ausgeschaltet')).toBeVisible();
  mother.failNext('push-refused');
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect
    .element(screen.getByRole('alert'))
    .toMatchTextContent(/lässt den Benachrichtigungsdienst dieses Browsers nicht zu/);
});

test('hours are days and two times; staff read that they are working hours', async () => {
  const { leader } = await lindenhof();
  browser.permission = 'granted';
  const screen = await renderApp(leader, '/benachrichtigungen');
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect.element(screen.getByText(/^Ihre Arbeitszeit/)).toBeVisible();
  await expect.element(screen.getByLabelText('Von')).toHaveValue('07:00');
  await screen.getByLabelText('Von').fill('06:30');
  await screen.getByLabelText('Bis').fill('');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByLabelText('Bis')).toHaveAttribute('aria-invalid', 'true');
  await screen.getByLabelText('Bis').fill('15:15');
  for (const day of ['Samstag', 'Sonntag']) await screen.getByText(day).click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByText('Gespeichert.')).toBeVisible();
  expect(leader.notices.hours).toEqual({ days: 0b0011111, from: 390, until: 915 });
});

test('offered on Heute to whoever has read something, without asking the browser; “not now” is kept', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/');
  const offer = screen.getByRole('region', { name: 'Soll sich dieses Gerät melden?' });
  await expect.element(offer.getByRole('button', { name: 'Einschalten' })).toBeVisible();
  await offer.getByRole('button', { name: 'Nicht jetzt' }).click();
  await expect.element(offer).not.toBeInTheDocument();
  expect([browser.asked, mother.notices.endpoint]).toEqual([0, null]);
  const { account } = mother.snapshot().here;
  expect(localStorage.getItem(`obhut-notices ${account}`)).toBe('later');
});

test('a touched notice leads to its page; anything else that is said to the page does not', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
  await vi.waitFor(() => expect(browser.badge).toBeGreaterThanOrEqual(0));
  for (const data of [
    null,
    'open',
    { kind: 'open' },
    { kind: 'open', path: 'https://elsewhere.example/' },
    { path: '/kind' },
  ])
    say(data);
  expect(window.location.pathname).toBe('/');
  say({ kind: 'open', path: '/benachrichtigungen' });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Benachrichtigungen' })).toBeVisible();
});

test('a subscription of another key, or that the server has lost, is renewed by itself where it is wanted', async () => {
  const { mother } = await lindenhof();
  browser.permission = 'granted';
  const screen = await renderApp(mother, '/benachrichtigungen');
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect.element(screen.getByText('Eingeschaltet')).toBeVisible();
  mother.notices.endpoint = null;
  mother.setOnline(false);
  await expect.element(screen.getByText(/^Offline/)).toBeVisible();
  mother.setOnline(true);
  await vi.waitFor(() => expect(mother.notices.endpoint).toBe(here));
  await expect.poll(() => mother.notices.looks, { timeout: 10_000 }).toBeGreaterThan(0);
});
