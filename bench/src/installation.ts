/**
 * The server's own parts on a real database in a temporary folder, without the network in between.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { systemClock } from '@obhut/server/clock.ts';
import { migrate } from '@obhut/server/db/migrate.ts';
import { openPool } from '@obhut/server/db/pool.ts';
import { createFoundingCode } from '@obhut/server/log/founding-code.ts';
import { Push } from '@obhut/server/notify/push.ts';
import { SealedEndpoints } from '@obhut/server/notify/sealed-endpoint.ts';
import { VapidKey } from '@obhut/server/notify/vapid.ts';
import { makeServices, type Services } from '@obhut/server/services.ts';
import { throwawayDatabase } from '@obhut/server/testing/throwaway.ts';
import { ready, server as opaque } from '@serenity-kit/opaque';

export interface Installation {
  services: Services;
  dataDir: string;
  databasePid: number;
  /** For a baseline that has tables of its own in the same database. */
  urls: { app: string; owner: string };
  foundingCode: () => Promise<string>;
  stop: () => Promise<void>;
}

/** No limits: what is measured is not how often one may. */
const unlimited = { address: 1e9, stranger: 1e9, name: 1e9 };

function failed(error: unknown): never {
  throw error;
}

export async function install(origin: string): Promise<Installation> {
  await ready;
  const database = await throwawayDatabase();
  const { dataDir } = database;
  await migrate(database.ownerUrl);
  const pool = openPool({ connectionString: database.appUrl });
  const keys = { pepper: randomBytes(32), opaqueSetup: opaque.createSetup() };
  const services = makeServices({
    pool,
    keys,
    origin,
    dataDir,
    clock: systemClock,
    rates: unlimited,
    failed,
    push: new Push({ vapid: new VapidKey(VapidKey.make()), services: [], loopback: false, subject: origin }),
    sealed: new SealedEndpoints(randomBytes(32)),
  });
  return {
    services,
    dataDir,
    databasePid: database.pid() ?? 0,
    urls: { app: database.appUrl, owner: database.ownerUrl },
    foundingCode: () => createFoundingCode(pool, systemClock),
    stop: async () => {
      await services.close();
      await pool.end();
      await database.stop();
    },
  };
}
