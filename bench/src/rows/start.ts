/**
 * How long the server takes to start, with its database, as `npm start` starts it once the app is built: on an empty folder, and on one with an
 * institution and its events; and how much both hold then, while nobody asks for anything.
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { random } from '@obhut/server/testing/builder.ts';
import { treePids } from '../cpu.ts';
import { median, rounded } from '../measure.ts';
import { bytesTogether } from '../memory.ts';
import { Caller, newBuilder } from '../server-client.ts';

const main = fileURLToPath(import.meta.resolve('@obhut/server/main.ts'));
const port = 18_205;
const rounds = 5;
const fillings = 200;
const eventsEach = 100;
const idleMs = 5000;

interface TimeRow {
  name: string;
  ms: number;
  targetMs: number;
  met: boolean;
  rounds: number;
}

interface MemoryRow {
  name: string;
  MB: number;
  targetMB: number;
  met: boolean;
}

interface Started {
  child: ChildProcess;
  ms: number;
  lines: AsyncIterableIterator<string>;
}

async function nextLine(lines: AsyncIterableIterator<string>): Promise<string> {
  const next = await lines.next();
  if (next.done === true) throw new Error('the server ended');
  return next.value;
}

/** Until it says that it listens; it does so once it answers. */
async function start(dataDir: string): Promise<Started> {
  const before = performance.now();
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await nextLine(lines);
  return { child, ms: performance.now() - before, lines };
}

async function stop({ child }: Started): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function fill({ lines }: Started): Promise<void> {
  const code = /#([\w-]+)$/u.exec(await nextLine(lines))?.[1];
  if (code === undefined) throw new Error('no founding link was printed');
  const caller = new Caller(`http://localhost:${port}`);
  const builder = newBuilder();
  const everyone = await caller.found(code, builder);
  const { founder, leadership } = builder;
  const token = await caller.session(builder, founder);
  for (let filling = 0; filling < fillings; filling++) {
    const events = Array.from({ length: eventsEach }, () =>
      builder.event(everyone, founder.id, leadership, random(1024)),
    );
    await caller.call('append', builder.say(everyone, founder.id, leadership, ...events), token);
  }
}

function timeRow(name: string, times: readonly number[], targetMs: number): TimeRow {
  const ms = rounded(median(times));
  return { name, ms, targetMs, met: ms <= targetMs, rounds: times.length };
}

export async function startRows(): Promise<(TimeRow | MemoryRow)[]> {
  const folders: string[] = [];
  const [empty, full]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round++) {
      const folder = await mkdtemp(path.join(tmpdir(), 'obhut-bench-'));
      folders.push(folder);
      const started = await start(folder);
      empty.push(started.ms);
      if (round === rounds - 1) await fill(started);
      await stop(started);
    }
    const filled = folders.at(-1) ?? '';
    for (let round = 0; round < rounds; round++) {
      const started = await start(filled);
      full.push(started.ms);
      await stop(started);
    }
    const idle = await start(filled);
    await sleep(idleMs);
    const MB = rounded(bytesTogether(treePids(idle.child.pid ?? 0)) / 1e6);
    await stop(idle);
    return [
      timeRow('start on an empty folder', empty, 4000),
      timeRow(`start on one with ${fillings * eventsEach} events`, full, 1000),
      { name: 'server and database, idle', MB, targetMB: 200, met: MB <= 200 },
    ];
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}
