/**
 * Where a fault happens: a server on an empty folder, an institution on it, and people who write.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { foundInstitution, type Founder } from '../member.ts';
import { ServerProcess } from '../server-process.ts';
import { must, type Round } from './fault.ts';
import { Load } from './load.ts';
import type { Found } from './numbers.ts';
import { mountTmpfs } from './tmpfs.ts';

const writers = 4;
const startMs = 180_000;

/** Of a network that the documents of the internet keep for examples (RFC 2544); the server counts calls by address. */
let addresses = 0;
export function fromNewAddress(origin: string): HttpTransport {
  addresses += 1;
  const address = `198.18.${addresses >> 8}.${addresses & 255}`;
  return new HttpTransport(origin, (url, init) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'x-forwarded-for': address };
    return fetch(url, { ...init, headers });
  });
}

const open = new Set<Stand>();

/** For a program that is stopped in the middle. */
export async function closeStands(): Promise<void> {
  await Promise.allSettled([...open].map((stand) => stand.close()));
}

type Undo = () => void | Promise<void>;

export class Stand {
  readonly server: ServerProcess;
  readonly #undo: Undo[] = [];
  #founder: Founder | null = null;
  #load: Load | null = null;

  constructor(server: ServerProcess) {
    this.server = server;
  }

  get founder(): Founder {
    if (this.#founder === null) throw new Error('nobody has founded');
    return this.#founder;
  }

  get load(): Load {
    if (this.#load === null) throw new Error('nobody writes');
    return this.#load;
  }

  /** Of the server's process, without its database. */
  get residentBytes(): number {
    const status = readFileSync(`/proc/${this.server.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]) * 1024;
  }

  async found(groups = writers): Promise<void> {
    const { server } = this;
    await server.start();
    const code = await server.foundingCode();
    this.#founder = await foundInstitution(server.origin, code, groups, () => fromNewAddress(server.origin));
  }

  /** Founds, and lets a writer begin in each group. */
  async populate(): Promise<void> {
    await this.found();
    this.#load = new Load(this.founder);
    await this.load.grows(writers * 5, startMs, 'nothing is acknowledged before the fault');
  }

  /** Ends the writing; what is there of what was acknowledged. */
  async count(): Promise<Found> {
    await this.server.ready();
    await this.load.end();
    return this.load.check();
  }

  /** The status with which it answers; 0 where it does not within 5 s. */
  async #status(address: '/health' | '/ready'): Promise<number> {
    try {
      return (await fetch(this.server.origin + address, { signal: AbortSignal.timeout(5000) })).status;
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException) return 0;
      throw error;
    }
  }

  /** What it says of itself becomes so, within so many milliseconds. */
  async becomes(address: '/health' | '/ready', status: number, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    for (let last = -1; last !== status;) {
      must(
        Date.now() < deadline,
        `${address} answers ${last} instead of ${status}: ${this.server.output.slice(-2000)}`,
      );
      last = await this.#status(address);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Done at the end, the last first, whatever happens. */
  atEnd(undo: Undo): void {
    this.#undo.push(undo);
  }

  async close(): Promise<void> {
    this.#load?.giveUp();
    const failures: unknown[] = [];
    for (const undo of this.#undo.splice(0).toReversed()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be cleaned up');
  }
}

export interface StandOptions {
  settings?: Readonly<Record<string, string>>;
  /** Of a file system of its own for the data folder. */
  diskBytes?: number;
}

export async function withStand<Result>(
  { port }: Round,
  { settings = {}, diskBytes }: StandOptions,
  work: (stand: Stand) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'obhut-faults-'));
  const stand = new Stand(new ServerProcess(folder, port));
  open.add(stand);
  stand.server.settings = settings;
  stand.atEnd(() => rmSync(folder, { recursive: true, force: true }));
  try {
    if (diskBytes !== undefined) stand.atEnd(mountTmpfs(folder, diskBytes));
    // A server that died leaves its database.
    stand.atEnd(() => stand.server.killDatabase());
    stand.atEnd(() => stand.server.stop());
    return await work(stand);
  } finally {
    await stand.close();
    open.delete(stand);
  }
}
