/**
 * One real PostgreSQL for all `*.pg.test.ts` of a run; each test file makes its own database in it.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../apps/server/src/db/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a superuser; `inject('postgres')` in a test. */
    postgres: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'obhut-pg-'));
  const server = await startEmbedded({ dataDir });
  project.provide('postgres', server.connectionString);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
