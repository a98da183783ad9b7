/**
 * Behind every page: the number on the app's icon, what was seen is not told again, a touched notice leads to its page, and the server knows
 * where this browser is reached now.
 * @module
 */
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { showOnIcon } from '../../shell/app-badge.ts';
import { Badges } from '../../shell/badges.tsx';
import { keepForWorker } from '../../shell/for-worker.ts';
import { sectionsFor, tabsFor } from '../../shell/slots.tsx';
import { readerOf, useClient, useInstitution, useSnapshot, useStates } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { clearShown, isAllowed, subscribe } from './browser.ts';
import { wishOf } from './wish.ts';

const calmMs = 1000;

async function showCount(number: number): Promise<void> {
  await keepForWorker('unread', String(number));
  await showOnIcon(number);
}

function Count({ number }: { number: number }) {
  useEffect(() => void showCount(number), [number]);
  // Whoever locks or leaves takes it with them.
  useEffect(() => () => void showCount(0), []);
  return null;
}

/** What is on a page that somebody looks at needs no notice any more, neither later nor on the screen now. */
function useLooked(isWanted: boolean): void {
  const client = useClient();
  const states = useStates();
  const { caughtUp } = useSnapshot();
  const { run } = useCommand();
  useEffect(() => {
    if (!isWanted || !caughtUp || states.size === 0) return undefined;
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      void run(() => client.looked());
      void clearShown();
    };
    const timer = setTimeout(look, calmMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isWanted, caughtUp, states, client, run]);
  useEffect(() => () => void clearShown(), []);
}

/** The browser may have got another address, or the account new keys. */
function useSubscription(isWanted: boolean): void {
  const client = useClient();
  const { connection } = useSnapshot();
  const { run } = useCommand();
  useEffect(() => {
    if (!isWanted || connection !== 'online' || !isAllowed()) return;
    void run(async () => {
      const at = await subscribe(Uint8Array.from(await client.noticeKey()));
      if (at !== null && !(await client.readNotices(at)).isOn) await client.startNotices(at);
    });
  }, [isWanted, connection, client, run]);
}

function pathOf(data: unknown): string | null {
  const isAsked = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'open';
  return isAsked && 'path' in data && typeof data.path === 'string' && data.path.startsWith('/') ? data.path : null;
}

function useTouched(): void {
  const [, go] = useLocation();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const heard = ({ data }: MessageEvent<unknown>) => {
      const path = pathOf(data);
      if (path !== null) go(path);
    };
    navigator.serviceWorker.addEventListener('message', heard);
    return () => navigator.serviceWorker.removeEventListener('message', heard);
  }, [go]);
}

export default function Background() {
  const snapshot = useSnapshot();
  const { me } = useInstitution();
  const isWanted = snapshot.tablet === null && wishOf(me) === 'on';
  useLooked(isWanted);
  useSubscription(isWanted);
  useTouched();
  const reader = readerOf(snapshot);
  const sections = tabsFor(reader).flatMap(({ path }) => sectionsFor(reader, snapshot, path));
  return <Badges slots={sections} render={(counted) => <Count number={counted?.number ?? 0} />} />;
}
