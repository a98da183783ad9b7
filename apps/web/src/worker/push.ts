/**
 * Woken by the server, which says nothing but that there is something: looks for itself, and shows what it may. Where nobody is open, or nothing
 * can be read in time, it shows one sentence without content.
 * @module
 */
import { showOnIcon } from '../shell/app-badge.ts';
import { keepForWorker, keepTouched, readForWorker, type Touched } from '../shell/for-worker.ts';
import { readersNoticeTexts, somethingNew } from '../shell/notice-texts.ts';
import type { Shown, WhatIsNew } from './shown.ts';
import { tell } from './tell.ts';

declare const self: ServiceWorkerGlobalScope;

/** Under Trusted Types a script's address has to come from a policy; it allows this one alone. */
const policy = self.trustedTypes?.createPolicy('obhut', {
  createScriptURL: (url) => {
    if (url !== NEWS_SCRIPT) throw new TypeError('not a script of ours');
    return url;
  },
});

/** Run once while installing, it is kept by the browser with this one; later it is never fetched. */
export function loadNews(): void {
  if (self.whatIsNew === undefined) importScripts(policy?.createScriptURL(NEWS_SCRIPT) ?? NEWS_SCRIPT);
}

async function look(): Promise<WhatIsNew | null> {
  loadNews();
  return (await self.whatIsNew?.()) ?? null;
}

async function show({ title, text, path, tag, institution = '' }: Shown, lang: string): Promise<void> {
  await self.registration.showNotification(title, { body: text, tag, lang, data: { path, institution } });
}

async function count(more: number): Promise<void> {
  const unread = Number((await readForWorker('unread')) ?? 0) + more;
  await keepForWorker('unread', String(unread));
  await showOnIcon(unread);
}

async function pages(): Promise<readonly WindowClient[]> {
  return await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** Who looks at a page sees it there. Apple's service takes the subscription away from whoever shows nothing. */
async function isSeenAnyway(): Promise<boolean> {
  if (!(await pages()).some(({ visibilityState }) => visibilityState === 'visible')) return false;
  const subscription = await self.registration.pushManager.getSubscription();
  return subscription === null || !new URL(subscription.endpoint).hostname.endsWith('.apple.com');
}

export async function woken(): Promise<void> {
  if (await isSeenAnyway()) return;
  const texts = await readersNoticeTexts();
  await tell({
    look,
    neutral: { title: 'Obhut', text: somethingNew(texts), path: '/', tag: 'something' },
    show: (notice) => show(notice, texts.code),
    count,
    failed: (error) => self.reportError(error),
  });
}

function touchedIn(data: unknown): Touched {
  const isSaid = typeof data === 'object' && data !== null;
  const hasPath = isSaid && 'path' in data && typeof data.path === 'string';
  const isPlaced = isSaid && 'institution' in data && typeof data.institution === 'string';
  return { path: hasPath ? String(data.path) : '/', institution: isPlaced ? String(data.institution) : '' };
}

/** What a page does with it is its own business: it follows as soon as somebody is in. What cannot be kept for it opens as an address alone. */
export async function touched(notification: Notification): Promise<void> {
  notification.close();
  const where = touchedIn(notification.data);
  const isKept = await keepTouched(where);
  const [page] = await pages();
  if (page === undefined || !isKept) return void (await self.clients.openWindow(where.path));
  page.postMessage({ kind: 'touched' });
  await page.focus();
}
