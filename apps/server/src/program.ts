/**
 * How a command speaks: plain lines to the terminal, a sentence where it cannot go on, and never a stack.
 * @module
 */
import { safeError } from './logging.ts';
import { Sentence } from './sentence.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function fail(what: string, error: unknown): void {
  if (error instanceof Sentence) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${what}: ${JSON.stringify(safeError(error))}\n`);
  process.exitCode = 1;
}
