/**
 * What the service worker has to know while no page is open: a few words in a cache of their own, which both can read. Nothing of what was said.
 * @module
 */
const cacheName = 'for-worker';

/** language: its code. discreet: `yes` where notices say nothing of what is new. unread: a number. forward: the institution of a notice that was touched. */
export type KnownToWorker = 'language' | 'discreet' | 'unread' | 'forward';

export async function readForWorker(name: KnownToWorker): Promise<string | null> {
  const kept = await (await caches.open(cacheName)).match(`/${name}`);
  return kept === undefined ? null : await kept.text();
}

export async function keepForWorker(name: KnownToWorker, text: string): Promise<void> {
  await (await caches.open(cacheName)).put(`/${name}`, new Response(text));
}
