/**
 * Against a real authority for tests: a certificate comes, is served, renewed, kept, and what is refused changes nothing.
 * @module
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeLogger } from '../logging.ts';
import { testApp } from '../testing/app.ts';
import { TestClock } from '../testing/clock.ts';
import { hasPebble, Pebble } from '../testing/pebble.ts';
import { type Acme, prepareAcme } from './acme.ts';
import type { AcmeConfig } from './settings.ts';

const name = 'obhut.example';
const origin = `https://${name}`;
const plainPort = 18_850;
const firstPort = 18_851;
const dayMs = 86_400_000;

let pebble: Pebble;
let dataDir = '';
let clock: TestClock;
let lines: string[] = [];
let running: { acme: Acme; app: FastifyInstance }[] = [];

beforeAll(async () => {
  if (hasPebble) pebble = await Pebble.start({ first: firstPort, plain: plainPort });
});
afterAll(async () => hasPebble && pebble.stop());

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  clock = new TestClock(Date.now());
  lines = [];
});
afterEach(async () => {
  for (const each of running) await stop(each);
  await rm(dataDir, { recursive: true });
});

async function stop({ acme, app }: { acme: Acme; app: FastifyInstance }): Promise<void> {
  running = running.filter((each) => each.acme !== acme);
  await acme.stop();
  await app.close();
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** `config`: what is different. */
async function begin(config: Partial<AcmeConfig> = {}) {
  const logger = makeLogger('info', { write: (line) => void lines.push(line) });
  const usual = {
    directory: pebble.directory,
    contact: 'mailto:technik@obhut.example',
    ca: pebble.ca,
    plainPort,
    name,
  };
  const acme = await prepareAcme({
    config: { ...usual, ...config },
    dataDir,
    host: '127.0.0.1',
    origin,
    clock,
    logger,
    failed: (error) => expect.unreachable(String(error)),
  });
  const { app } = await testApp({ origin, tls: acme.tls });
  await app.listen({ host: '127.0.0.1', port: 0 });
  acme.serveOn(app.server);
  running.push({ acme, app });
  return { acme, app, port: portOf(app) };
}

/** The serial number of what is served to whoever trusts the authority. Rejects where nobody can connect. */
async function served(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, ca: await pebble.root(), servername: name });
  await once(socket, 'secureConnect');
  const serial = socket.getPeerX509Certificate()?.serialNumber ?? '';
  socket.destroy();
  return serial;
}

describe.skipIf(!hasPebble)('by an authority', () => {
  test('a certificate is asked for, served, and kept for this account alone; until then nobody can connect', async () => {
    const { acme, port } = await begin();
    await expect(served(port)).rejects.toThrow(/handshake failure|no suitable|alert/u);
    expect(acme.keeper.until).toBeUndefined();
    await acme.keeper.look();
    expect(await served(port)).toMatch(/^[0-9A-F]+$/u);
    expect(acme.keeper.until).toBeGreaterThan(clock.now() + 30 * dayMs);
    for (const file of ['account.key', 'certificate.json'])
      expect((await stat(join(dataDir, 'acme', file))).mode & 0o777).toBe(0o600);
    expect(lines.join('')).toContain('a new certificate is served');
    expect(lines.join('')).not.toContain('PRIVATE KEY');
  });

  test('it is renewed when two thirds of its time are over, and not before', async () => {
    const { acme, port } = await begin();
    await acme.keeper.look();
    const [first, lifetime] = [await served(port), (acme.keeper.until ?? 0) - clock.now()];
    clock.forward(lifetime * 0.6);
    await acme.keeper.look();
    expect(await served(port)).toBe(first);
    clock.forward(lifetime * 0.1);
    await acme.keeper.look();
    const second = await served(port);
    expect(second).not.toBe(first);
    await acme.keeper.look();
    expect(await served(port)).toBe(second);
  });

  test('while the authority refuses, the one before is served, and is asked for ever more seldom', async () => {
    const first = await begin();
    await first.acme.keeper.look();
    const serial = await served(first.port);
    await stop(first);
    // Another account: pebble takes the proof of an order before for a later one now and then, even where it is told never to.
    await rm(join(dataDir, 'acme/account.key'));
    // The name leads to this machine, but to another port than the one on which the proof lies.
    const { acme, port } = await begin({ plainPort: plainPort + 5 });
    clock.forward((acme.keeper.until ?? 0) - clock.now() - dayMs);
    const refusals = () =>
      lines.filter((line) => line.includes('port 80 of the name of ORIGIN must lead to PLAIN_PORT'));
    await acme.keeper.look();
    expect(refusals()).toHaveLength(1);
    expect(refusals()[0]).toContain('"cause":"connection"');
    expect(await served(port)).toBe(serial);
    await acme.keeper.look();
    expect(refusals()).toHaveLength(1);
    for (const [minutes, count] of [
      [5, 2],
      [5, 2],
      [5, 3],
    ] as const) {
      clock.forward(minutes * 60_000);
      await acme.keeper.look();
      expect(refusals()).toHaveLength(count);
    }
    expect(await served(port)).toBe(serial);
    expect(lines.join('')).not.toContain('127.0.0.1');
  });

  test('an authority that is out of reach, or that nobody vouches for, is told nothing', async () => {
    for (const config of [{ directory: 'https://localhost:1/dir' }, { ca: undefined }]) {
      const one = await begin(config);
      await one.acme.keeper.look();
      expect(lines.filter((line) => line.includes('the authority is out of reach'))).toHaveLength(1);
      expect(one.acme.keeper.until).toBeUndefined();
      await stop(one);
      lines = [];
    }
  });

  test('after a restart the kept one is served, and nobody is asked', async () => {
    const first = await begin();
    await first.acme.keeper.look();
    const serial = await served(first.port);
    await stop(first);
    lines = [];
    const second = await begin();
    expect(await served(second.port)).toBe(serial);
    await second.acme.keeper.look();
    expect(await served(second.port)).toBe(serial);
    expect(lines).toEqual([]);
  });

  test('one that is for another name, or of another authority, is not served', async () => {
    const first = await begin();
    await first.acme.keeper.look();
    await stop(first);
    for (const other of [{ name: 'another.example' }, { directory: 'https://localhost:1/dir' }]) {
      const next = await begin(other);
      expect([next.acme.tls, next.acme.keeper.until]).toEqual([{}, undefined]);
      await stop(next);
    }
  });

  test('a file that was damaged, or that others can read, is told in a sentence', async () => {
    const first = await begin();
    await first.acme.keeper.look();
    await stop(first);
    const path = join(dataDir, 'acme/certificate.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, 1000));
    await expect(begin()).rejects.toThrow('delete it, and the server asks for another certificate');
    await writeFile(path, text.replace(/"key":"[^"]+"/u, '"key":"none"'));
    await expect(begin()).rejects.toThrow('delete it, and the server asks for another certificate');
    await rm(path);
    await writeFile(path, text, { mode: 0o644 });
    await expect(begin()).rejects.toThrow('chmod 600');
  });
});
