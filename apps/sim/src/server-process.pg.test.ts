/**
 * A server that a tool has started does not outlive it, nor does its database, however the tool ends.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';

const tool = path.join(import.meta.dirname, 'testing/starts-a-server.ts');
const port = 20_000 + (process.pid % 10_000);

test.each(['SIGKILL', 'SIGTERM'] as const)('ends when its tool is ended by %s', async (signal) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-test-'));
  // Not by npm, whose children the server watches itself.
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(process.execPath, [tool, dataDir, String(port)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await vi.waitFor(() => expect(said).toContain('\n'), { timeout: 30_000 });
  const pids = [...said.matchAll(/\d+/gu)].map(([pid]) => pid);
  expect(pids.map((pid) => existsSync(`/proc/${pid}`))).toEqual([true, true]);
  child.kill(signal);
  await vi.waitFor(() => expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), { timeout: 30_000 });
  rmSync(dataDir, { recursive: true });
});
