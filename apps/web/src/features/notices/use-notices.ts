/**
 * Notices on this device as a page shows and changes them.
 * @module
 */
import { useCallback, useEffect, useState } from 'react';
import { useClient, type NoticeHours } from '../../shell/use-client.ts';
import { useCommand, type Command } from '../../shell/use-command.ts';
import { ability, askToAllow, endpoint, subscribe, type Ability } from './browser.ts';
import { useWish } from './wish.ts';

interface Known {
  ability: Ability;
  isOn: boolean;
  hours: NoticeHours;
  /** There is no push service that it reaches. */
  isUnreached: boolean;
}

export interface Notices {
  /** Null: not known so far. */
  known: Known | null;
  turnOn: () => Promise<void>;
  turnOff: () => Promise<void>;
  setHours: (hours: NoticeHours) => Promise<boolean>;
  isRunning: boolean;
  failure: Command['failure'];
}

export function useNotices(): Notices {
  const client = useClient();
  const { keep } = useWish();
  const { run, isRunning, failure } = useCommand();
  const [known, setKnown] = useState<Known | null>(null);

  const look = useCallback(
    async (isUnreached = false) => {
      const at = await endpoint();
      const { isOn, hours } = await client.readNotices(at);
      setKnown({ ability: ability(), isOn: isOn && at !== null, hours, isUnreached });
    },
    [client],
  );
  useEffect(() => void run(look), [run, look]);

  const begin = async () => {
    // First of all: the browser asks only right after a touch.
    if (!(await askToAllow())) return await look();
    const at = await subscribe(Uint8Array.from(await client.noticeKey()));
    if (at === null) return await look(true);
    await client.startNotices(at);
    keep('on');
    await look();
  };
  const end = async () => {
    await client.stopNotices();
    keep('off');
    await look();
  };
  const setHours = async (hours: NoticeHours) => {
    await client.setNoticeHours(hours);
    await look();
  };
  return {
    known,
    turnOn: async () => void (await run(begin)),
    turnOff: async () => void (await run(end)),
    setHours: async (hours) => (await run(() => setHours(hours))).isDone,
    isRunning,
    failure,
  };
}
