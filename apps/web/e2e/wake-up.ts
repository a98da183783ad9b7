/**
 * A phone that is woken while no page of the app is open. The Chromium of the tests is a headless shell without a push service, without
 * notifications, and without an icon: asking it for a number there ends the process of whoever asks. These three are stood in for; that a wake-up
 * reaches the service worker, and everything that it does then, is real.
 * @module
 */
import { expect, type BrowserContext, type Page, type Worker } from '@playwright/test';

/** Its owner's permission, and an address at a push service, which is one of ours. */
function standInPage(endpoint: string): void {
  let options: PushSubscriptionOptionsInit = {};
  const subscription = () => ({ endpoint, options, unsubscribe: () => Promise.resolve(true) });
  Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem('test.allowed') ?? 'default' });
  Object.defineProperty(Notification, 'requestPermission', {
    value: () => {
      localStorage.setItem('test.allowed', 'granted');
      return Promise.resolve('granted');
    },
  });
  Object.defineProperty(PushManager.prototype, 'getSubscription', {
    value: () => Promise.resolve(localStorage.getItem('test.subscribed') === null ? null : subscription()),
  });
  Object.defineProperty(PushManager.prototype, 'subscribe', {
    value: (asked: PushSubscriptionOptionsInit) => {
      options = asked;
      localStorage.setItem('test.subscribed', 'yes');
      return Promise.resolve(subscription());
    },
  });
}

/** The number comes last: with it a wake-up is over. */
const standInWorker = `
  self.wakeUps = [];
  let shown = [];
  self.registration.showNotification = async (title, { body, data }) => void shown.push([title, body, data.path]);
  const counted = async (number = 0) => {
    self.wakeUps.push({ shown, number });
    shown = [];
  };
  Object.assign(self.navigator, { setAppBadge: counted, clearAppBadge: counted });
`;

export interface WakeUp {
  /** Title, text, path. */
  shown: readonly (readonly [string, string, string])[];
  /** On the icon. */
  number: number;
}

export class Phone {
  readonly #page: Page;
  readonly #worker: Worker;
  readonly #origin: string;

  private constructor(page: Page, worker: Worker, origin: string) {
    this.#page = page;
    this.#worker = worker;
    this.#origin = origin;
  }

  /** Before its first page. */
  static async reachedAt(endpoint: string, context: BrowserContext): Promise<void> {
    await context.addInitScript(standInPage, endpoint);
  }

  /** As soon as the app is there. */
  static async of(page: Page): Promise<Phone> {
    const [worker] = page.context().serviceWorkers();
    if (worker === undefined) throw new Error('no service worker');
    await worker.evaluate(standInWorker);
    return new Phone(page, worker, new URL(page.url()).origin);
  }

  /** What a push service does with a wake-up: it reaches the service worker, with nothing in it. */
  async deliver(): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${this.#origin}/` && !isDeleted);
        if (own !== undefined) resolve(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const push = { origin: this.#origin, registrationId: await registered, data: '' };
    await session.send('ServiceWorker.deliverPushMessage', push);
    await session.detach();
  }

  /** All of them so far. */
  wakeUps(): Promise<WakeUp[]> {
    return this.#worker.evaluate<WakeUp[]>('self.wakeUps');
  }

  /** Woken with no page open: what comes of it. */
  async wake(): Promise<WakeUp> {
    await this.#page.goto('about:blank');
    const before = (await this.wakeUps()).length;
    await this.deliver();
    await expect.poll(async () => (await this.wakeUps()).length, { timeout: 30_000 }).toBe(before + 1);
    return (await this.wakeUps())[before] ?? { shown: [], number: -1 };
  }
}
