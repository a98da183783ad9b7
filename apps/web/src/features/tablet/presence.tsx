/**
 * As long as somebody works on a group's tablet: tells the engine that they are there, so that it locks itself when they are not.
 * @module
 */
import { useEffect } from 'react';
import { unlessRefused } from '../../shell/unless-refused.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';

const touches = ['pointerdown', 'keydown', 'wheel'] as const;
const everyMs = 5000;

export default function Presence() {
  const client = useClient();
  const person = useSnapshot().tablet?.person ?? null;
  useEffect(() => {
    if (person === null) return undefined;
    let last = 0;
    const touch = () => {
      if (Date.now() - last < everyMs) return;
      last = Date.now();
      unlessRefused(client.stillHere());
    };
    for (const name of touches) window.addEventListener(name, touch, { passive: true });
    return () => {
      for (const name of touches) window.removeEventListener(name, touch);
    };
  }, [client, person]);
  return null;
}
