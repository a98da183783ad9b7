/**
 * A server as a process of its own, to be killed: started as `npm start` starts it, found by what it prints. It ends when whoever started it is gone.
 * @module
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const server = path.resolve(import.meta.dirname, '../../server/src');
const main = path.join(server, 'main.ts');
const endWithTool = pathToFileURL(path.join(import.meta.dirname, 'end-with-tool.ts')).href;
const foundingLinks = /\/gruenden#([\w-]+)\s/gu;
const startTimeoutMs = 180_000;

export class ServerProcess {
  readonly dataDir: string;
  readonly port: number;
  /** How far its clock is ahead, from its next start on. */
  aheadMs = 0;
  logLevel = 'warn';
  /** What is different in its environment, from its next start on. */
  settings: Readonly<Record<string, string>> = {};
  /** A module that is run before it, from its next start on. */
  preload: string | null = null;
  /** A program with arguments that starts it, such as one that traces it, from its next start on. */
  starter: readonly string[] = [];
  #child: ChildProcess | null = null;
  #output = '';
  #before = '';

  constructor(dataDir: string, port: number) {
    this.dataDir = dataDir;
    this.port = port;
  }

  get origin(): string {
    return `${this.settings['TLS_CERT'] === undefined ? 'http' : 'https'}://localhost:${this.port}`;
  }

  /** Of the process that was started; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What it has printed since the last start. */
  get output(): string {
    return this.#output;
  }

  /** Everything that it has ever printed. */
  get log(): string {
    return this.#before + this.#output;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    this.#before += this.#output;
    this.#output = '';
    const ahead = `const now = Date.now; Date.now = () => now() + ${this.aheadMs}`;
    const imports = [
      endWithTool,
      ...(this.aheadMs === 0 ? [] : [`data:text/javascript,${encodeURIComponent(ahead)}`]),
      ...(this.preload === null ? [] : [this.preload]),
    ];
    const [program, ...args] = [
      ...this.starter,
      process.execPath,
      ...imports.flatMap((module) => ['--import', module]),
      main,
    ];
    const child = spawn(program, args, { env: this.#env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    await this.ready();
  }

  get #env(): NodeJS.ProcessEnv {
    const own = { PORT: String(this.port), DATA_DIR: this.dataDir, LOG_LEVEL: this.logLevel };
    return { ...process.env, ...own, ...this.settings };
  }

  /** Resolves when it and its database answer. */
  async ready(): Promise<void> {
    const deadline = Date.now() + startTimeoutMs;
    // That it listens it says itself: who answers may be another server, on a port that this one did not get.
    while (!this.#output.includes('Obhut: ') || !(await this.#answers())) {
      if (this.#child === null || hasEnded(this.#child) || Date.now() > deadline)
        throw new Error(`the server does not answer: ${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/ready`)).ok;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  /** Resolves when the words have been printed since the last start. */
  async printed(words: string): Promise<void> {
    await this.#printed((output) => (output.includes(words) ? words : undefined), words);
  }

  /** The one-time code of the founding link, which it prints soon after it answers. */
  foundingCode(): Promise<string> {
    return this.#printed((output) => [...output.matchAll(foundingLinks)][0]?.[1], 'the founding link');
  }

  /** For more institutions, as the operator asks for them: `npm run founding-link`. */
  async moreFoundingCodes(count: number): Promise<string[]> {
    const command = [path.join(server, 'founding-link.ts'), String(count)];
    const { stdout } = await promisify(execFile)(process.execPath, command, { env: this.#env });
    return [...stdout.matchAll(foundingLinks)].map(([, code = '']) => code);
  }

  async #printed(find: (output: string) => string | undefined, what: string): Promise<string> {
    const deadline = Date.now() + startTimeoutMs;
    for (;;) {
      const found = find(this.#output);
      if (found !== undefined) return found;
      if (this.#child === null || hasEnded(this.#child) || Date.now() > deadline)
        throw new Error(`never printed: ${what}, but: ${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async killServer(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Kills every process of its database at once, as a power cut would. */
  killDatabase(): void {
    this.signalDatabase('SIGKILL');
  }

  /** Sends a signal to every process of its database. */
  signalDatabase(signal: NodeJS.Signals): void {
    for (const pid of this.databasePids()) send(pid, signal);
  }

  /** Of its database: the backends, and at last the process that starts them. None where none runs. */
  databasePids(): number[] {
    const file = findPidFile(this.dataDir);
    const pid = file === null ? Number.NaN : Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(pid) ? [] : [...childrenOf(pid), pid];
  }

  /** As a power cut: both ended at once with -9, then started again. */
  async cutPower(): Promise<void> {
    this.killDatabase();
    await this.killServer();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Resolves when it has, also where somebody else has asked for it already. */
  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    if (!hasEnded(child)) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    }
    if (this.#child === child) this.#child = null;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself in between.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function findPidFile(folder: string): string | null {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.name === 'postmaster.pid') return full;
    if (entry.isDirectory() && existsSync(path.join(full, 'postmaster.pid'))) return path.join(full, 'postmaster.pid');
  }
  return null;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/u.test(name) || !existsSync(`/proc/${name}/stat`)) return [];
    const parent = /\) \S+ (\d+) /u.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
    return Number(parent) === pid ? [Number(name)] : [];
  });
}
