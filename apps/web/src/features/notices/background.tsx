/**
 * Behind every page: the number on the app's icon, what was seen is not told again, a touched notice leads to its page, and the server knows
 * where this browser is reached now.
 * @module
 */
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { showOnIcon } from '../../shell/app-badge.ts';
import { BadgesOfEach } from '../../shell/badges-of-each.tsx';
import type { Counted } from '../../shell/feature.ts';
import { keepForWorker, takeTouched } from '../../shell/for-worker.ts';
import { useClient, useEvery, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { clearShown, isAllowed, subscribe } from './browser.ts';
import { useWish } from './wish.ts';

const calmMs = 1000;

async function showCount(number: number): Promise<void> {
  await keepForWorker('unread', String(number));
  await showOnIcon(number);
}

function sum(all: readonly (Counted | null)[]): number {
  return all.reduce((before, counted) => before + (counted?.number ?? 0), 0);
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
  // What is new in any of them is on the page.
  const every = useEvery();
  const { caughtUp } = useSnapshot();
  const { run } = useCommand();
  useEffect(() => {
    if (!isWanted || !caughtUp || every.every(({ states }) => states.size === 0)) return undefined;
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
  }, [isWanted, caughtUp, every, client, run]);
  useEffect(() => () => void clearShown(), []);
}

/** The browser may have got another address, the account new keys or another institution. */
function Subscription({ isWanted }: { isWanted: boolean }) {
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
  return null;
}

function isTouch(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'touched';
}

/** The institution of the notice that was touched comes to the front, then its page opens there; of another account's nothing does. */
function useTouched(): void {
  const client = useClient();
  const [, go] = useLocation();
  const { run } = useCommand();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const follow = async () => {
      const touched = await takeTouched();
      if (touched === null) return;
      if (touched.institution !== '') await client.bringForward(touched.institution);
      go(touched.path);
    };
    // It may have been touched while no page was open, or nobody was in; then its page was not there to be shown.
    let last = run(follow);
    const heard = ({ data }: MessageEvent<unknown>) => {
      if (isTouch(data)) last = last.then(() => run(follow));
    };
    navigator.serviceWorker.addEventListener('message', heard);
    return () => navigator.serviceWorker.removeEventListener('message', heard);
  }, [go, run, client]);
}

export default function Background() {
  const snapshot = useSnapshot();
  const { me } = useInstitution();
  const { wish } = useWish();
  const isWanted = snapshot.tablet === null && wish() === 'on';
  useLooked(isWanted);
  useTouched();
  return (
    <>
      <Subscription key={me} isWanted={isWanted} />
      <BadgesOfEach render={(all) => <Count number={sum(all.map(({ counted }) => counted))} />} />
    </>
  );
}
