/**
 * A certificate by ACME, put together: what is kept, the plain port, the order, and the server that takes each new certificate without a restart.
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import { Sentence } from '../sentence.ts';
import { changeCertificate } from '../tls.ts';
import { Kept } from './kept.ts';
import { CertificateKeeper, type News } from './keeper.ts';
import { orderCertificate } from './order.ts';
import { servePlainPort } from './plain-port.ts';
import type { AcmeConfig } from './settings.ts';

export interface AcmeParts {
  readonly config: AcmeConfig;
  readonly dataDir: string;
  readonly host: string;
  readonly origin: string;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly failed: (error: unknown) => void;
}

export interface Acme {
  readonly keeper: CertificateKeeper;
  readonly plainPort: number;
  /** For the server that begins: the certificate from before, if there is one. */
  readonly tls: { readonly cert?: string; readonly key?: string };
  /** Who is given each new certificate. Comes before anything is asked. */
  serveOn(server: Server): void;
  stop(): Promise<void>;
}

const words: Record<News['what'], string> = {
  served: 'a new certificate is served',
  directory: 'no new certificate: the authority is out of reach, or ACME_DIRECTORY is not the address of its directory',
  account: 'no new certificate: the authority opens no account, see ACME_CONTACT',
  order: 'no new certificate: the authority issues none for this name, or not so soon again',
  challenge:
    'no new certificate: the authority did not find this server; port 80 of the name of ORIGIN must lead to PLAIN_PORT',
  certificate: 'no new certificate: the authority found this server, but sent none that fits',
};

function tell(logger: FastifyBaseLogger, news: News): void {
  if (news.what === 'served') logger.info({ until: new Date(news.until).toISOString() }, words.served);
  else {
    const { what, cause, error: err, again } = news;
    logger.warn({ cause, again: new Date(again).toISOString(), err }, words[what]);
  }
}

async function readCa(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Sentence('The file of ACME_CA cannot be read: check its path and its permissions.', { cause });
  });
}

/** Listens on the plain port; nothing is asked before `keeper.start()` or `look()`. */
export async function prepareAcme(parts: AcmeParts): Promise<Acme> {
  const { config, dataDir, host, origin, clock, logger, failed } = parts;
  const { directory, contact, name } = config;
  const kept = new Kept(dataDir, { name, directory });
  const ca = config.ca === undefined ? undefined : await readCa(config.ca);
  const accountKey = await kept.accountKey();
  const challenges = new Map<string, string>();
  const certificate = await kept.certificate();
  let server: Server | undefined;
  const keeper = new CertificateKeeper({
    clock,
    certificate,
    order: () => orderCertificate({ directory, contact, ca, name, accountKey, challenges }),
    keep: (next) => kept.keep(next),
    serve: (next) => server !== undefined && changeCertificate(server, next),
    say: (news) => tell(logger, news),
    failed,
  });
  const plain = await servePlainPort({ host, port: config.plainPort }, origin, challenges);
  return {
    keeper,
    plainPort: plain.port,
    tls: certificate === undefined ? {} : { cert: certificate.cert, key: certificate.key },
    serveOn: (one) => (server = one),
    async stop() {
      keeper.stop();
      await plain.stop();
    },
  };
}
