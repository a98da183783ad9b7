/**
 * A process that runs tests once, as it is told to. It can be ended while a mutant makes them run for ever.
 * @module
 */
import { TestRuns } from '../test-runs.ts';
import { readRounds } from './messages.ts';

const [root = '', postgres = '', ...filters] = process.argv.slice(2);
/** Ten times what the slowest takes: a mutant that lets a test wait for ever is noticed by it. */
const testTimeout = 60_000;

const runs = await TestRuns.in(root, filters, {
  bail: 1,
  maxWorkers: 2,
  provide: { postgres },
  testTimeout,
  hookTimeout: testTimeout,
});

process.once('message', (message: unknown) => {
  const run = async (): Promise<string[]> => {
    for (const round of readRounds(message)) {
      const failures = await runs.failuresIn(round);
      if (failures.length > 0) return failures;
    }
    return [];
  };
  run().then(
    (failures) => void process.send?.({ failures }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// Whoever began it is gone.
process.once('disconnect', () => process.exit());
