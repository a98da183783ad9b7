/**
 * Asking again every few seconds, as long as somebody waits on this page.
 * @module
 */
import { ClientError, isForNow, type Failure } from '@obhut/sync/failure.ts';
import { useEffect, useRef, useState } from 'react';

const usualMs = 2000;

/**
 * `ask` is called one at a time; it tells by true that there is nothing left to ask. Without a network it goes on, any other failure ends it.
 * Returns what is wrong at the moment.
 */
export function usePolling(isWaiting: boolean, ask: () => Promise<boolean>, everyMs = usualMs): Failure | null {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [broken, setBroken] = useState<Error | null>(null);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!isWaiting) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const askOnce = async (): Promise<boolean> => {
      try {
        const isDone = await latest.current();
        setFailure(null);
        return isDone;
      } catch (error) {
        if (error instanceof ClientError) setFailure(error.failure);
        else setBroken(error instanceof Error ? error : new Error('thrown', { cause: error }));
        return !(error instanceof ClientError) || !isForNow(error.failure);
      }
    };
    const again = async () => {
      isOver = (await askOnce()) || isOver;
      if (!isOver) timer = setTimeout(() => void again(), everyMs);
    };
    void again();
    return () => {
      isOver = true;
      clearTimeout(timer);
      setFailure(null);
    };
  }, [isWaiting, everyMs]);
  if (broken !== null) throw broken;
  return failure;
}
