/**
 * Acts over many spaces through the {@link Client} port.
 * @module
 */
import type { Letter } from '../client.ts';
import type { Failure } from '../failure.ts';
import type { Plan } from '../plans/plan.ts';

/** What a plan has made, by the key of the step. */
export interface PlanResult {
  /** Space ids in hex; of a letter, its mailbox's. */
  spaces: Readonly<Record<string, string>>;
  letters: Readonly<Record<string, Letter>>;
}

export interface PlanProgress {
  id: string;
  /** Steps. */
  done: number;
  total: number;
  /** Why it does not go on; null: it does, now or as soon as the server can be reached. */
  failure: Failure | null;
}

export interface PlanCommands {
  /**
   * Carries out every step once, however often the app is closed in between: on this device it goes on by itself. Resolves when all is done;
   * rejects where a step is refused. Nothing is begun while offline.
   */
  perform(plan: Plan): Promise<PlanResult>;
  /** Of a plan that is done and holds letters: until {@link forgetPlan}. */
  planResult(id: string): Promise<PlanResult>;
  /** The letters are on paper, or what failed was read: this device forgets the plan. What was done stays. */
  forgetPlan(id: string): Promise<void>;
}
