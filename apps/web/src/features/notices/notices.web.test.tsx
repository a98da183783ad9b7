import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { keepTouched, readForWorker, type Touched } from '../../shell/for-worker.ts';
import { lindenhof } from '../../testing/scenes.ts';
import { guardianWhoLeadsElsewhere, publishAt, schoolId, twoHouses } from '../../testing/two-houses.ts';

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

/** What the service worker does with a touch. */
async function touch(touched: Touched): Promise<void> {
  await keepTouched(touched);
  say({ kind: 'touched' });
}

test('a touched notice leads to its page, once; anything else that is said to the page does not', async () => {
  const { mother } = await lindenhof();
  const screen = await renderApp(mother, '/');
  await expect.element(screen.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
  await vi.waitFor(() => expect(browser.badge).toBeGreaterThanOrEqual(0));
  for (const data of [null, 'touched', { kind: 'touched' }, { path: '/kind' }]) say(data);
  await touch({ institution: '', path: 'https://elsewhere.example/' });
  await vi.waitFor(async () => expect(await readForWorker('touched')).toBeNull());
  expect(window.location.pathname).toBe('/');
  await touch({ institution: '', path: '/benachrichtigungen' });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Benachrichtigungen' })).toBeVisible();
  await screen.getByRole('link', { name: 'Heute' }).click();
  say({ kind: 'touched' });
  await expect.element(screen.getByRole('heading', { level: 1, name: /^Guten/u })).toHaveFocus();
});

test('a notice of an institution that is not in front brings it there, and opens its page', async () => {
  const { mother, head } = await twoHouses();
  const post = await publishAt(head, head.world.now, 'Elternabend');
  const screen = await renderApp(mother, '/kalender');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Kalender' })).toBeVisible();
  await vi.waitFor(() => expect(browser.badge).toBeGreaterThanOrEqual(0));
  await touch({ institution: schoolId, path: `/nachrichten/${post}` });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Elternabend' })).toHaveFocus();
  expect(mother.snapshot().institution?.id).toBe(schoolId);
});

test('touched while no page was open, it does so too, also where the one in front has no such page', async () => {
  const { father } = await guardianWhoLeadsElsewhere();
  await keepTouched({ institution: schoolId, path: '/briefe' });
  // The browser opens the page at once: who is a guardian here is sent home from it.
  const screen = await renderApp(father, '/briefe');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Zugangsbriefe' })).toBeVisible();
  expect(father.snapshot().institution?.id).toBe(schoolId);
});

test('of a notice of another account’s nothing comes to the front', async () => {
  const { mother } = await twoHouses();
  const before = mother.snapshot().institution?.id;
  const screen = await renderApp(mother, '/kalender');
  await vi.waitFor(() => expect(browser.badge).toBeGreaterThanOrEqual(0));
  await touch({ institution: 'c'.repeat(64), path: '/nachrichten' });
  await vi.waitFor(async () => expect(await readForWorker('touched')).toBeNull());
  await touch({ institution: '', path: '/mehr' });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Mehr' })).toBeVisible();
  expect(mother.snapshot().institution?.id).toBe(before);
});

test('what comes in an institution that is not in front, while somebody looks, counts as looked at', async () => {
  const { mother, head } = await twoHouses();
  browser.permission = 'granted';
  const screen = await renderApp(mother, '/benachrichtigungen');
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  await expect.poll(() => mother.notices.looks, { timeout: 10_000 }).toBeGreaterThan(0);
  const before = mother.notices.looks;
  await publishAt(head, head.world.now, 'Elternabend');
  await expect.poll(() => mother.notices.looks, { timeout: 10_000 }).toBeGreaterThan(before);
});

test('on a device without room the icon has its number, and what cannot be kept is not said to be', async () => {
  const { mother } = await lindenhof();
  browser.permission = 'granted';
  vi.spyOn(Cache.prototype, 'put').mockRejectedValue(new DOMException('no room', 'QuotaExceededError'));
  const screen = await renderApp(mother, '/benachrichtigungen');
  await expect.poll(() => browser.badge).toBeGreaterThan(0);
  await screen.getByRole('button', { name: 'Einschalten' }).click();
  const discreet = screen.getByRole('checkbox', { name: 'Nur zeigen, dass es Neues gibt' });
  await discreet.click({ force: true });
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/kein Platz mehr/u);
  await expect.element(discreet).not.toBeChecked();
  expect(await readForWorker('discreet')).toBeNull();
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
