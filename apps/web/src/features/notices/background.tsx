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
import { keepForWorker, readForWorker } from '../../shell/for-worker.ts';
import { useClient, useInstitution, useSnapshot, useStates } from '../../shell/use-client.ts';
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

function pathOf(data: unknown): string | null {
  const isAsked = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'open';
  return isAsked && 'path' in data && typeof data.path === 'string' && data.path.startsWith('/') ? data.path : null;
}

/** The institution of the notice that was touched comes to the front, once; of another account's nothing does. */
async function turn(bringForward: (institution: string) => Promise<void>): Promise<void> {
  const institution = (await readForWorker('forward')) ?? '';
  if (institution === '') return;
  await keepForWorker('forward', '');
  await bringForward(institution);
}

function useTouched(): void {
  const client = useClient();
  const [, go] = useLocation();
  const { run } = useCommand();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    // It may have been touched while no page was open.
    void run(() => turn((id) => client.bringForward(id)));
    const heard = ({ data }: MessageEvent<unknown>) => {
      const path = pathOf(data);
      if (path !== null) void run(() => turn((id) => client.bringForward(id))).then(() => go(path));
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
