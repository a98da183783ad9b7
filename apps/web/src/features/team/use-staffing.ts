/**
 * Carrying out who works where. What was refused is asked for anew.
 * @module
 */
import { useState } from 'react';
import { newId } from '../../shell/new-id.ts';
import { useClient, type PlanStep } from '../../shell/use-client.ts';
import { useCommand, type Command } from '../../shell/use-command.ts';

interface Staffing extends Pick<Command, 'isRunning' | 'failure'> {
  /** Whether it is done; where there is nothing to do it is. */
  carryOut: (steps: readonly PlanStep[]) => Promise<boolean>;
}

export function useStaffing(): Staffing {
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
