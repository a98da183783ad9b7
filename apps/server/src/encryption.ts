/**
 * Where the certificate comes from: two files, an authority (ACME), or nowhere, where a proxy encrypts or nobody else is on the line.
 * @module
 */
import { X509Certificate } from 'node:crypto';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { prepareAcme } from './acme/acme.ts';
import type { AppParts } from './app.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { readTls } from './private-files.ts';

export interface Encryption {
  readonly tls: AppParts['tls'];
  /** Milliseconds since 1970 at which the certificate that is served ends; `undefined`: there is none. */
  until(): number | undefined;
  /** What it waits for before anybody can connect, as a sentence; `undefined`: nothing. */
  waiting(): string | undefined;
  /** From now on `server` is given what changes. */
  start(server: Server): void;
  stop(): Promise<void>;
}

function unchanging(tls: { cert: Buffer; key: Buffer } | undefined): Encryption {
  return {
    tls,
    until: () => (tls === undefined ? undefined : new X509Certificate(tls.cert).validToDate.getTime()),
    waiting: () => undefined,
    start() {},
    async stop() {},
  };
}

export async function prepareEncryption(
  config: Config,
  origin: string,
  logger: Logger,
  failed: (error: unknown) => void,
): Promise<Encryption> {
  if (config.acme === undefined) return unchanging(config.tls && (await readTls(config.tls)));
  const { acme: settings, dataDir, host } = config;
  const acme = await prepareAcme({ config: settings, dataDir, host, origin, clock: systemClock, logger, failed });
  return {
    tls: acme.tls,
    until: () => acme.keeper.until,
    waiting: () =>
      acme.keeper.until === undefined
        ? `Nobody can connect so far: a certificate for ${settings.name} is asked for. Port 80 of that name must lead to port ${acme.plainPort} here; what comes of it stands in the log.`
        : undefined,
    start(server) {
      acme.serveOn(server);
      acme.keeper.start();
    },
    stop: () => acme.stop(),
  };
}
