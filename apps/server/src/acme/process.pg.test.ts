/**
 * The whole server with a certificate by ACME: started on an empty folder, and again while the authority is gone.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { hasPebble, Pebble } from '../testing/pebble.ts';

const main = join(import.meta.dirname, '../main.ts');
const name = 'obhut.example';
const [port, plain, metricsPort, firstPort] = [18_860, 18_861, 18_862, 18_863];

function bodyOf(path: string, ca: string): Promise<string> {
  const options: RequestOptions = { host: '127.0.0.1', port, path, ca, servername: name, agent: false };
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { host: `${name}:${port}` } }, (response) => {
      response.toArray().then((chunks) => resolve(Buffer.concat(chunks).toString()), reject);
    });
    asked.once('error', reject).end();
  });
}

async function secondsLeft(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^obhut_certificate_seconds (\S+)$/mu.exec(text)?.[1]);
}

const started: ChildProcess[] = [];

async function start(env: NodeJS.ProcessEnv) {
  let output = '';
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(server);
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await vi.waitFor(() => expect(output).toContain('Found an institution: '));
  const stop = () => {
    server.kill('SIGTERM');
    return once(server, 'exit');
  };
  return { stop, output: () => output };
}

test.skipIf(!hasPebble)(
  'a server by itself gets a certificate, says what it waits for, and starts again with what it kept',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'obhut-test-'));
    const pebble = await Pebble.start({ first: firstPort, plain });
    const env = {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: String(port),
      PLAIN_PORT: String(plain),
      METRICS_PORT: String(metricsPort),
      ORIGIN: `https://${name}:${port}`,
      ACME_TERMS_AGREED: 'yes',
      ACME_DIRECTORY: pebble.directory,
      ACME_CA: pebble.ca,
      LOG_LEVEL: 'warn',
    };
    try {
      const root = await pebble.root();
      const first = await start(env);
      expect(first.output()).toContain(
        `Nobody can connect so far: a certificate for ${name} is asked for. Port 80 of that name must lead to port ${plain} here`,
      );
      await vi.waitFor(async () => expect(await bodyOf('/ready', root)).toBe('ok'));
      expect(await secondsLeft()).toBeGreaterThan(86_400);
      const redirect = await fetch(`http://127.0.0.1:${plain}/gruenden`, { redirect: 'manual' });
      expect([redirect.status, redirect.headers.get('location')]).toEqual([308, `${env.ORIGIN}/gruenden`]);
      expect(await first.stop()).toEqual([0, null]);

      await pebble.end();
      const second = await start(env);
      expect(second.output()).not.toContain('Nobody can connect');
      expect(await bodyOf('/ready', root)).toBe('ok');
      expect(await second.stop()).toEqual([0, null]);
      // No failed attempt was worth a warning in either life.
      const lines = `${first.output()}${second.output()}`.split('\n');
      expect(lines.filter((line) => line.includes('no new certificate'))).toEqual([]);
    } finally {
      for (const server of started) server.kill();
      await pebble.stop();
      await rm(dataDir, { recursive: true });
    }
  },
);
