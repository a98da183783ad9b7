/**
 * A command under way: whether it runs, and how it failed.
 * @module
 */
import { ClientError, type Failure } from '@obhut/sync/failure.ts';
import { useCallback, useRef, useState } from 'react';

type Outcome<Value> = { isDone: true; value: Value } | { isDone: false };

export interface Command {
  /** Does nothing while one is running. What is wrong in this program is thrown to the nearest boundary. */
  run: <Value>(work: () => Promise<Value>) => Promise<Outcome<Value>>;
  isRunning: boolean;
  failure: Failure | null;
}

export function useCommand(): Command {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [broken, setBroken] = useState<Error | null>(null);
  const busy = useRef(false);
  const run = useCallback(async <Value>(work: () => Promise<Value>): Promise<Outcome<Value>> => {
    if (busy.current) return { isDone: false };
    busy.current = true;
    setRunning(true);
    setFailure(null);
    try {
      return { isDone: true, value: await work() };
    } catch (error) {
      if (error instanceof ClientError) setFailure(error.failure);
      else setBroken(error instanceof Error ? error : new Error('thrown', { cause: error }));
      return { isDone: false };
    } finally {
      busy.current = false;
      setRunning(false);
    }
  }, []);
  if (broken !== null) throw broken;
  return { run, isRunning, failure };
}
