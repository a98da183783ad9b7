/**
 * One real PostgreSQL for all `*.pg.test.ts` of a run; each test file makes its own database in it.
 * @module
 */
import type { TestProject } from 'vitest/node';
import { throwawayDatabase } from '../apps/server/src/testing/throwaway.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a superuser; `inject('postgres')` in a test. */
    postgres: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await throwawayDatabase();
  project.provide('postgres', database.connectionString);
  return () => database.stop();
}
