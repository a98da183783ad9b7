/**
 * What this browser has to do with notices: whether it can, whether it was allowed to, and where its push service reaches it.
 * @module
 */
import { isInstalled, isUninstalledPhone } from '../../shell/install.ts';

/** install: on an iPhone it can only as an installed app. denied: its owner once said no, and only they can undo it. */
export type Ability = 'possible' | 'denied' | 'install' | 'missing';

export function ability(): Ability {
  const isThere = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!isThere) return isUninstalledPhone(navigator.userAgent, isInstalled()) ? 'install' : 'missing';
  return Notification.permission === 'denied' ? 'denied' : 'possible';
}

export function isAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

/** Only right after a touch: else browsers do not ask, and count it as a no. */
export async function askToAllow(): Promise<boolean> {
  return (await Notification.requestPermission()) === 'granted';
}

async function pushManager(): Promise<PushManager | null> {
  return (await navigator.serviceWorker.getRegistration('/'))?.pushManager ?? null;
}

/** Null: nowhere. */
export async function endpoint(): Promise<string | null> {
  if (!isAllowed()) return null;
  return (await (await pushManager())?.getSubscription())?.endpoint ?? null;
}

function hasKey({ options }: PushSubscription, key: Uint8Array): boolean {
  const own = options.applicationServerKey;
  return own !== null && String(new Uint8Array(own)) === String(key);
}

/** Where it is reached by a server with this key. Null: it has no push service, or none that it reaches. */
export async function subscribe(key: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const manager = await pushManager();
  if (manager === null) return null;
  const known = await manager.getSubscription();
  if (known !== null && hasKey(known, key)) return known.endpoint;
  // It was made for another server's key, or for one that this server has lost.
  await known?.unsubscribe();
  try {
    return (await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).endpoint;
  } catch (error) {
    // Push API, section 8: AbortError where the push service says no, or is not there.
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** What lies on the screen is seen, or is for nobody who is here. */
export async function clearShown(): Promise<void> {
  if (!isAllowed()) return;
  const registration = await navigator.serviceWorker.getRegistration('/');
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}
