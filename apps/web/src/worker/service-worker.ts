/**
 * Keeps the app's own files, so that it opens without a network, and shows what is new where no page is open. It only reads: it never appends
 * or moves a cursor.
 * @module
 */
import { putIfRoom } from '../shell/put-if-room.ts';
import { loadNews, touched, woken } from './push.ts';

declare const self: ServiceWorkerGlobalScope;

const prefix = 'app-';

/** A build has files of its own: it never mixes with those of another. */
async function cacheName(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode([...AT_ONCE, ...WHEN_USED].join('\n')));
  return `${prefix}${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The name of a file without the hash of what is in it. */
function kindOf(path: string): string {
  return path.replace(/-.{8}(?=\.\w+$)/u, '');
}

/** A language that the build before had kept is in use here: it goes on without a network after an update too. */
async function inUse(): Promise<string[]> {
  const all = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = (await Promise.all(all.map((cache) => cache.keys()))).flat();
  const kinds = new Set(kept.map(({ url }) => kindOf(new URL(url).pathname)));
  return WHEN_USED.filter((path) => kinds.has(kindOf(path)));
}

async function install(): Promise<void> {
  loadNews();
  const paths = [...AT_ONCE, ...(await inUse())];
  const cache = await caches.open(await cacheName());
  // Past the browser's own cache: the page itself keeps its address from one build to the next.
  await cache.addAll(paths.map((path) => new Request(path, { cache: 'reload' })));
}

async function activate(): Promise<void> {
  const current = await cacheName();
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Every address that the app's router knows is the page. */
function keptPath(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return null;
  if (request.mode === 'navigate') return '/';
  return AT_ONCE.includes(pathname) || WHEN_USED.includes(pathname) ? pathname : null;
}

async function answer(request: Request, path: string): Promise<Response> {
  const name = await cacheName();
  const kept = await (await caches.open(name)).match(path);
  if (kept !== undefined) return kept;
  const fresh = await fetch(request);
  // Where the device has no room it is shown all the same, and fetched again the next time.
  if (fresh.ok && WHEN_USED.includes(path)) await putIfRoom(name, path, fresh.clone());
  return fresh;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'activate') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const path = keptPath(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});
self.addEventListener('push', (event) => event.waitUntil(woken()));
self.addEventListener('notificationclick', (event) => event.waitUntil(touched(event.notification)));
