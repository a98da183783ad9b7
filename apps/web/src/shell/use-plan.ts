/**
 * Steps over many spaces, asked for on a page. What was refused is asked for anew.
 * @module
 */
import { useState } from 'react';
import { newId } from './new-id.ts';
import { useClient, type PlanStep } from './use-client.ts';
import { useCommand, type Command } from './use-command.ts';

interface Planned extends Pick<Command, 'isRunning' | 'failure'> {
  /** Whether it is done; where there is nothing to do it is. */
  carryOut: (steps: readonly PlanStep[]) => Promise<boolean>;
}

export function usePlan(): Planned {
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [id, setId] = useState(newId);
  const carryOut = async (steps: readonly PlanStep[]) => {
    if (steps.length === 0) return true;
    const { isDone } = await run(() => client.perform({ id, steps: [...steps] }));
    setId(newId());
    return isDone;
  };
  return { carryOut, isRunning, failure };
}
