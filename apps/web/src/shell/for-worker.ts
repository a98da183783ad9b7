/**
 * What the service worker has to know while no page is open: a few words in a cache of their own, which both can read. Nothing of what was said.
 * @module
 */
import { putIfRoom } from './put-if-room.ts';

const cacheName = 'for-worker';

/** language: its code. discreet: `yes` where notices say nothing of what is new. unread: a number. touched: see {@link Touched}. */
export type KnownToWorker = 'language' | 'discreet' | 'unread' | 'touched';

export async function readForWorker(name: KnownToWorker): Promise<string | null> {
  const kept = await (await caches.open(cacheName)).match(`/${name}`);
  return kept === undefined ? null : await kept.text();
}

/** False: this device has no room for it. */
export function keepForWorker(name: KnownToWorker, text: string): Promise<boolean> {
  return putIfRoom(cacheName, `/${name}`, new Response(text));
}

/** The notice that was touched last, and that no page has followed so far. */
export interface Touched {
  /** Hex; empty: of several, or not known. */
  institution: string;
  /** The page that shows it. */
  path: string;
}

/** False: this device has no room for it. */
export function keepTouched({ institution, path }: Touched): Promise<boolean> {
  return keepForWorker('touched', `${institution} ${path}`);
}

/** Once. A path that is none of this app's counts for nothing. */
export async function takeTouched(): Promise<Touched | null> {
  const [institution = '', path = ''] = ((await readForWorker('touched')) ?? '').split(' ');
  if (path === '') return null;
  await (await caches.open(cacheName)).delete('/touched');
  return path.startsWith('/') ? { institution, path } : null;
}
