/**
 * Everything that runs, in the order in which it starts; stopping undoes it in reverse.
 * @module
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { makeApp } from './app.ts';
import { systemClock } from './clock.ts';
import { originOf, type Config } from './config.ts';
import { startEmbedded } from './db/embedded.ts';
import { isFounded } from './db/letters.ts';
import { migrate } from './db/migrate.ts';
import { openPool, type Pool } from './db/pool.ts';
import { assertPlainRole } from './db/roles.ts';
import { prepareEncryption } from './encryption.ts';
import type { Jump } from './expiry/clock-guard.ts';
import type { Turn } from './expiry/shredder.ts';
import { createFoundingCode } from './log/founding-code.ts';
import { Metrics } from './metrics/metrics.ts';
import { keyFilePath, preparePrivateFolder } from './private-files.ts';
import { Push } from './notify/push.ts';
import { SealedEndpoints } from './notify/sealed-endpoint.ts';
import { loadVapidKey } from './notify/vapid.ts';
import type { WakerParts } from './notify/waker.ts';
import { registerRoutes } from './routes/register.ts';
import { serveSecurityTxt } from './security-txt.ts';
import { openKeys } from './server-key.ts';
import { makeServices } from './services.ts';
import { compress, loadWebFiles } from './web-app/files.ts';

export interface Running {
  /** Where browsers find it. */
  readonly origin: string;
  readonly foundingCode: string | undefined;
  /** What it waits for before anybody can connect, as a sentence; `undefined`: nothing. */
  readonly waiting: string | undefined;
  /** Where a measuring program asks. */
  readonly metrics: string | undefined;
  stop(): Promise<void>;
}

const readyMs = 2000;

type Step = () => Promise<unknown>;

const webDist = join(import.meta.dirname, '../../web/dist');

interface Database {
  readonly appUrl: string;
  readonly ownerUrl: string;
  stop?(): Promise<void>;
}

async function openDatabase(config: Config, logger: Logger): Promise<Database> {
  if (config.database !== undefined) return config.database;
  return startEmbedded({
    dataDir: config.dataDir,
    onRestart: () => logger.warn('the database ended unasked and was started again'),
    onDown: (err) => logger.fatal({ err }, 'the database does not stay up: it is tried again'),
  });
}

/** A database that hangs does not say so: what is not answered soon counts as no answer. */
async function isReady(pool: Pool): Promise<boolean> {
  const asked = pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, sleep(readyMs, false, { ref: false })]);
}

/** The date is not told: whoever copies it from here has looked nowhere else. */
const clockJumped =
  'nothing is deleted, since the clock is more than 30 days ahead of the last day on which that was done: set it right; or where it is right, start once with CLOCK_IS_RIGHT and the date of today';

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

const noticeLines: Readonly<Record<Parameters<WakerParts['say']>[0], string>> = {
  gone: 'a notice endpoint is gone',
  refused: 'a push service refuses our notices',
  overflow: 'too many notices wait: some are not sent',
};

async function makePush({ dataDir, push }: Config, origin: string): Promise<Push> {
  return new Push({ vapid: await loadVapidKey(dataDir), ...push, subject: origin });
}

async function compose(config: Config, logger: Logger, undo: Step[]): Promise<Omit<Running, 'stop'>> {
  await preparePrivateFolder(config.dataDir);
  const failed = (err: unknown) => logger.error({ err }, 'something went wrong where nobody waits for it');
  const origin = originOf(config, config.port);
  const keyPath = keyFilePath(config.dataDir);
  const database = await openDatabase(config, logger);
  undo.push(async () => database.stop?.());
  const encryption = await prepareEncryption(config, origin, logger, failed);
  undo.push(() => encryption.stop());
  await migrate(database.ownerUrl);
  const pool = openPool({
    connectionString: database.appUrl,
    onIdleError: (err) => logger.warn({ err }, 'a database connection broke'),
  });
  undo.push(() => pool.end());
  await assertPlainRole(pool);
  const { beginAnew } = config;
  const keys = await openKeys({ path: keyPath, pool, ownerUrl: database.ownerUrl, beginAnew });
  const shredded = (turn: Turn) => logger[turn.missing > 0 ? 'warn' : 'info'](turn, 'what was over was deleted');
  const held = ({ clock, followed }: Jump) =>
    logger.error({ clock: dateOf(clock), followed: dateOf(followed) }, clockJumped);
  const noticed: WakerParts['say'] = (what, status) =>
    logger[what === 'gone' ? 'info' : 'warn']({ status }, noticeLines[what]);
  const [push, sealed] = [await makePush(config, origin), new SealedEndpoints(keys.sealing)];
  const { dataDir, blobQuota, confirmedDay } = config;
  const kept = { pool, keys, sealed, dataDir, blobQuota, confirmedDay };
  const services = makeServices({ ...kept, origin, push, clock: systemClock, shredded, held, noticed, failed });
  const metrics = config.metricsPort === undefined ? undefined : new Metrics({ services, pool, dataDir, encryption });
  const webFiles = await loadWebFiles(webDist);
  const app = await makeApp({
    host: config.host,
    origin,
    logger,
    tls: encryption.tls,
    webFiles,
    ready: () => isReady(pool),
    register: (app) => {
      metrics?.watch(app);
      const { securityContact: contact } = config;
      if (contact !== undefined) serveSecurityTxt(app, { contact, origin, clock: systemClock });
      return registerRoutes(app, services);
    },
  });
  undo.push(() => app.close());
  await app.listen({ host: config.host, port: config.port });
  const waiting = encryption.waiting();
  encryption.start(app.server);
  const compressed = compress(webFiles).catch((err: unknown) =>
    logger.error({ err }, 'the web app was not compressed'),
  );
  undo.push(() => compressed);
  services.shredder.look().catch(failed);
  const measured = await metrics?.listen(config.metricsPort ?? 0);
  undo.push(async () => measured?.stop());
  const [bound] = app.addresses();
  return {
    origin: originOf(config, typeof bound === 'object' ? bound.port : config.port),
    metrics: measured?.address,
    waiting,
    foundingCode: (await isFounded(pool)) ? undefined : await createFoundingCode(pool, systemClock),
  };
}

async function undoAll(undo: Step[]): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
}

export async function start(config: Config, logger: Logger): Promise<Running> {
  const undo: Step[] = [];
  try {
    const running = await compose(config, logger, undo);
    return { ...running, stop: () => undoAll(undo) };
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}
