/**
 * As long as somebody works on a group's tablet: tells the engine that they are there, so that it locks itself when they are not, and
 * keeps what they are writing, sealed, so that it waits for them.
 * @module
 */
import { useEffect } from 'react';
import { currentDrafts, forgetDrafts, restoreDrafts, subscribeDrafts } from '../../shell/drafts.ts';
import { unlessRefused } from '../../shell/unless-refused.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';

const touches = ['pointerdown', 'keydown', 'wheel'] as const;
const everyMs = 5000;

function usePresence(person: string | null): void {
  const client = useClient();
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
}

function useKeptDrafts(person: string | null): void {
  const client = useClient();
  useEffect(() => {
    if (person === null) return undefined;
    let known: ReadonlyMap<string, string> = new Map();
    const keep = () => {
      const now = currentDrafts();
      const changed = [...new Set([...known.keys(), ...now.keys()])].filter(
        (name) => known.get(name) !== now.get(name),
      );
      known = now;
      for (const name of changed) unlessRefused(client.keepDraft(name, now.get(name) ?? ''));
    };
    const stop = subscribeDrafts(keep);
    unlessRefused(client.drafts().then(restoreDrafts));
    return () => {
      stop();
      // The next person finds nothing of it.
      forgetDrafts();
    };
  }, [client, person]);
}

export default function Presence() {
  const person = useSnapshot().tablet?.person ?? null;
  usePresence(person);
  useKeptDrafts(person);
  return null;
}
