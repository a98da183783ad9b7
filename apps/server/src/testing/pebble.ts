/**
 * Pebble, Let's Encrypt's small authority for tests, with a name server that leads every name here: `apt-get install pebble` (Debian). Each start of it
 * has new keys, and knows nobody.
 * @module
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { testCertificate } from './certificate.ts';

/** Tests that need it are left out without it, and named in `.ci/skips`. */
export const hasPebble = isInstalled('pebble') && isInstalled('pebble-challtestsrv');

function isInstalled(program: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface PebblePorts {
  /** The first of four that are free. */
  readonly first: number;
  /** Where it looks for proofs. */
  readonly plain: number;
}

export class Pebble {
  readonly directory: string;
  /** Path of what vouches for its own address. */
  readonly ca: string;
  readonly #folder: string;
  readonly #management: string;
  readonly #programs: ChildProcess[];
  readonly #tls: { cert: Buffer; key: Buffer };

  private constructor(folder: string, first: number, tls: { cert: Buffer; key: Buffer }, programs: ChildProcess[]) {
    this.#folder = folder;
    this.#tls = tls;
    this.#programs = programs;
    this.ca = join(folder, 'cert.pem');
    this.directory = `https://localhost:${first}/dir`;
    this.#management = `https://localhost:${first + 1}`;
  }

  static async start({ first, plain }: PebblePorts): Promise<Pebble> {
    const folder = await mkdtemp(join(tmpdir(), 'obhut-pebble-'));
    const tls = testCertificate();
    const [certificate, privateKey, config] = ['cert.pem', 'key.pem', 'config.json'].map((name) => join(folder, name));
    await writeFile(certificate ?? '', tls.cert);
    await writeFile(privateKey ?? '', tls.key, { mode: 0o600 });
    const addresses = {
      listenAddress: `127.0.0.1:${first}`,
      managementListenAddress: `127.0.0.1:${first + 1}`,
      httpPort: plain,
    };
    await writeFile(config ?? '', JSON.stringify({ pebble: { ...addresses, certificate, privateKey, tlsPort: 1 } }));
    const names = `127.0.0.1:${first + 2}`;
    const own = ['-management', `127.0.0.1:${first + 3}`, '-defaultIPv6', ''];
    const off = ['-http01', '', '-https01', '', '-tlsalpn01', ''];
    const env = { PATH: process.env['PATH'], PEBBLE_VA_NOSLEEP: '1', PEBBLE_AUTHZREUSE: '0' };
    const programs = [
      spawn('pebble-challtestsrv', ['-dns01', names, ...own, ...off], { env, stdio: 'ignore' }),
      spawn('pebble', ['-config', config ?? '', '-dnsserver', names], { env, stdio: 'ignore' }),
    ];
    const pebble = new Pebble(folder, first, tls, programs);
    await vi.waitFor(() => pebble.root());
    return pebble;
  }

  /** PEM: what vouches for the certificates that it issues. */
  async root(): Promise<string> {
    const answer = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      request(`${this.#management}/roots/0`, { ca: this.#tls.cert }, resolve).once('error', reject).end();
    });
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return text;
  }

  /** Out of reach from now on. */
  async end(): Promise<void> {
    const running = this.#programs.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((program) => once(program, 'exit'));
    for (const program of running) program.kill('SIGKILL');
    await Promise.all(ended);
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.#folder, { recursive: true });
  }
}
