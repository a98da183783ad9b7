/**
 * Locks the account when nobody has touched the device for as long as its owner has set. All tabs count as one. A group's
 * tablet has a time of its own, which its engine counts.
 * @module
 */
import { useEffect } from 'react';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';

const minuteMs = 60_000;
const lookEveryMs = 5000;
/** So seldom others are told, and is it written down, that somebody is there. */
const tellEveryMs = 30_000;
const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const passively = { capture: true, passive: true };

export function useIdleLock(): void {
  const client = useClient();
  const { idleMinutes } = useSnapshot().here;
  const { run: lock } = useCommand();
  const { run: tell } = useCommand();
  useEffect(() => {
    if (idleMinutes === 0) return undefined;
    const tabs = new BroadcastChannel('obhut-touched');
    let touchedAt = Date.now();
    let toldAt = touchedAt;
    // A device that slept looks before it counts a touch: the first may be somebody else's.
    const isOver = () => Date.now() - touchedAt >= idleMinutes * minuteMs;
    const look = () => {
      if (isOver()) void lock(() => client.lock());
    };
    const touched = () => {
      if (isOver()) return look();
      touchedAt = Date.now();
      if (touchedAt - toldAt < tellEveryMs) return undefined;
      toldAt = touchedAt;
      tabs.postMessage('touched');
      return void tell(() => client.stillHere());
    };
    tabs.addEventListener('message', () => {
      touchedAt = Date.now();
    });
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    for (const touch of touches) document.addEventListener(touch, touched, passively);
    return () => {
      clearInterval(timer);
      tabs.close();
      document.removeEventListener('visibilitychange', look);
      for (const touch of touches) document.removeEventListener(touch, touched, passively);
    };
  }, [client, idleMinutes, lock, tell]);
}
