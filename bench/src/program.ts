/**
 * A program in a process of its own, whose CPU time is its own.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Program {
  pid: number;
  /** The line with which it said that it is ready. */
  hello: unknown;
  stop: () => Promise<void>;
}

export async function startProgram(name: 'obhut' | 'ws-loop' | 'socket-loop', port: number): Promise<Program> {
  const file = path.join(import.meta.dirname, 'programs', `${name}.ts`);
  const child = spawn(process.execPath, ['--expose-gc', file, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  // Whatever it says after that are complaints.
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (!line.startsWith('{}') && !line.startsWith('{"code"')) process.stderr.write(`${line}\n`);
  });
  for await (const line of lines) {
    return {
      pid: child.pid ?? 0,
      hello: JSON.parse(line),
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`${name} did not start`);
}
