/**
 * Keeps the app's own files, so that it opens without a network. It only reads: it never appends, counts or moves a cursor.
 * @module
 */
declare const self: ServiceWorkerGlobalScope;

/** A build has files of its own: it never mixes with those of another. */
async function cacheName(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(PRECACHE.join('\n')));
  return `app-${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

async function install(): Promise<void> {
  const cache = await caches.open(await cacheName());
  // Past the browser's own cache: the page itself keeps its address from one build to the next.
  await cache.addAll(PRECACHE.map((path) => new Request(path, { cache: 'reload' })));
}

async function activate(): Promise<void> {
  const current = await cacheName();
  const others = (await caches.keys()).filter((name) => name !== current);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Every address that the app's router knows is the page. */
function keptPath(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return null;
  if (request.mode === 'navigate') return '/';
  return PRECACHE.includes(pathname) ? pathname : null;
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(await cacheName());
  return (await cache.match(path)) ?? fetch(request);
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
