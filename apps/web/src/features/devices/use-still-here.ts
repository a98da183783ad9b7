/**
 * Tells the engine that somebody touches the device, so that it locks when nobody does: an account, or who works on a group's tablet. All tabs
 * count as one, since they share the engine.
 * @module
 */
import { useEffect } from 'react';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';

/** No more often is it worth telling. */
const everyMs = 1000;
const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const passively = { capture: true, passive: true };

export function useStillHere(): void {
  const client = useClient();
  const { run: tell } = useCommand();
  useEffect(() => {
    let toldAt = 0;
    const touched = () => {
      if (Date.now() - toldAt < everyMs) return;
      toldAt = Date.now();
      void tell(() => client.stillHere());
    };
    for (const touch of touches) document.addEventListener(touch, touched, passively);
    return () => {
      for (const touch of touches) document.removeEventListener(touch, touched, passively);
    };
  }, [client, tell]);
}
