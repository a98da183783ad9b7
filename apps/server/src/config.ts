/**
 * The settings, from the environment. What would be insecure is refused, with a sentence that says what to do instead and names
 * the variable, never its value.
 * @module
 */
import { resolve } from 'node:path';
import { pushServicePattern, usualPushServices } from '@obhut/protocol/push-services.ts';
import * as z from 'zod/mini';
import { type AcmeConfig, acmeConfigOf, acmeHelp, acmeProblems, acmeSettings } from './acme/settings.ts';
import { Sentence } from './sentence.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** RFC 9116, section 2.5.3. Printable and in one word, since it becomes a line of a file. */
const contactForm = /^(?:mailto:[!-~]+@[!-~]+|https:\/\/[!-~]+|tel:\+?[\d-]+)$/;

function namesIn(list: string): string[] {
  return list === 'none' ? [] : list.split(',').map((name) => name.trim());
}

const filled = z.string().check(z.minLength(1));
const portNumber = z.pipe(
  z.string().check(z.regex(/^\d{1,5}$/)),
  z.pipe(z.transform(Number), z.number().check(z.lte(65_535))),
);
const settings = z.object({
  PORT: portNumber,
  METRICS_PORT: z.optional(portNumber),
  HOST: filled,
  DATA_DIR: filled,
  DATABASE_URL: z.optional(filled),
  DATABASE_OWNER_URL: z.optional(filled),
  ORIGIN: z.optional(z.url()),
  TLS_CERT: z.optional(filled),
  TLS_KEY: z.optional(filled),
  ...acmeSettings(portNumber),
  LOG_LEVEL: z.enum(logLevels),
  NEW_SERVER_KEY: z.optional(z.literal('yes')),
  CLOCK_IS_RIGHT: z.optional(z.iso.date()),
  BACKUP_DIR: filled,
  BACKUP_RECIPIENT: z.optional(filled),
  BACKUP_DATABASE_URL: z.optional(filled),
  SECURITY_CONTACT: z.optional(z.string().check(z.regex(contactForm))),
  PUSH_SERVICES: z.pipe(
    z.string(),
    z.pipe(z.transform(namesIn), z.array(z.string().check(z.regex(pushServicePattern)))),
  ),
  PUSH_TO_LOOPBACK: z.optional(z.literal('yes')),
  BLOB_QUOTA_GIB: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,5}$/)), z.transform(Number)),
});

const defaults = {
  PORT: '8080',
  HOST: '127.0.0.1',
  DATA_DIR: './data',
  LOG_LEVEL: 'info',
  BACKUP_DIR: './backup',
  BLOB_QUOTA_GIB: '100',
  PUSH_SERVICES: usualPushServices.join(','),
};

const gib = 1_073_741_824;
const dayMs = 86_400_000;

type Settings = z.infer<typeof settings>;

const help: Record<keyof Settings, string> = {
  PORT: 'PORT must be a number from 0 to 65535.',
  METRICS_PORT: 'METRICS_PORT must be a number from 0 to 65535.',
  HOST: 'HOST must be an address to listen on, such as 127.0.0.1.',
  DATA_DIR: 'DATA_DIR must be a folder.',
  DATABASE_URL: 'DATABASE_URL must be an address such as postgresql://obhut_app@host/obhut?sslmode=verify-full.',
  DATABASE_OWNER_URL:
    'DATABASE_OWNER_URL must be an address such as postgresql://obhut_owner@host/obhut?sslmode=verify-full.',
  ORIGIN: 'ORIGIN must be the address under which browsers reach Obhut, such as https://obhut.example.',
  TLS_CERT: 'TLS_CERT must be the path of a certificate chain (PEM).',
  TLS_KEY: 'TLS_KEY must be the path of a private key (PEM).',
  ...acmeHelp,
  NEW_SERVER_KEY: 'NEW_SERVER_KEY may only be yes: server.key is lost for good, and everybody begins anew.',
  CLOCK_IS_RIGHT: 'CLOCK_IS_RIGHT must be the date of today, such as 2026-11-28.',
  BACKUP_DIR: 'BACKUP_DIR must be a folder.',
  BACKUP_RECIPIENT: 'BACKUP_RECIPIENT must be a public key of age, such as npm run backup -- --new-key prints.',
  BACKUP_DATABASE_URL:
    'BACKUP_DATABASE_URL must be an address such as postgresql://postgres@host/obhut?sslmode=verify-full, of a superuser.',
  SECURITY_CONTACT:
    'SECURITY_CONTACT must be an address with its scheme, such as mailto:sicherheit@obhut.example or https://obhut.example/sicherheit.',
  BLOB_QUOTA_GIB: 'BLOB_QUOTA_GIB must be a whole number of gibibytes, such as 100.',
  PUSH_SERVICES:
    'PUSH_SERVICES must name machines of push services, such as fcm.googleapis.com,*.push.apple.com; or none.',
  PUSH_TO_LOOPBACK: 'PUSH_TO_LOOPBACK may only be yes, and is for tests.',
  LOG_LEVEL: `LOG_LEVEL must be one of ${logLevels.join(', ')}.`,
};

export interface Config {
  readonly port: number;
  /** For `/metrics`, on loopback; `undefined`: nobody measures. */
  readonly metricsPort: number | undefined;
  readonly host: string;
  readonly dataDir: string;
  /** `undefined`: the built-in database. */
  readonly database: { readonly appUrl: string; readonly ownerUrl: string } | undefined;
  /** Scheme, host and port, without a path; `undefined` where only the port we are given tells. */
  readonly origin: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** `undefined`: the server asks no authority for a certificate. */
  readonly acme: AcmeConfig | undefined;
  readonly logLevel: (typeof logLevels)[number];
  /** Whom to tell of a weakness; `undefined`: nobody is named. */
  readonly securityContact: string | undefined;
  /** A lost `server.key` is given up. */
  readonly beginAnew: boolean;
  /** The UTC day that it is, as the operator says, where the clock has jumped. */
  readonly confirmedDay: number | undefined;
  readonly backup: {
    readonly dir: string;
    /** The operator's public key, in the form of age. */
    readonly recipient: string | undefined;
    /** Of a superuser, where the database is not the built-in one. */
    readonly databaseUrl: string | undefined;
  };
  /** Bytes of files that an institution may hold. */
  readonly blobQuota: number;
  /** `services`: patterns of the names of those that are spoken to. `loopback`: one of a test, too. */
  readonly push: { readonly services: readonly string[]; readonly loopback: boolean };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

type DatabaseSetting = 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'BACKUP_DATABASE_URL';

/** As libpq reads it: parameters win over the authority, and the last of several wins. */
function databaseProblem(name: DatabaseSetting, value: string): string | undefined {
  const url = URL.parse(value);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return help[name];
  const last = (key: string): string | undefined => url.searchParams.getAll(key).at(-1);
  const host = last('host') ?? decodeURIComponent(url.hostname);
  if (host === '' || host.startsWith('/') || isLoopback(host)) return undefined;
  if (last('sslmode') === 'verify-full') return undefined;
  return `${name} leads to another machine without checked encryption: add sslmode=verify-full (and sslrootcert for a private authority).`;
}

function originProblem({ ORIGIN, HOST }: Settings): string | undefined {
  if (ORIGIN === undefined) {
    return isLoopback(HOST)
      ? undefined
      : 'ORIGIN must be set when HOST is not a loopback address, such as https://obhut.example.';
  }
  const url = new URL(ORIGIN);
  if (url.origin === 'null' || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    return 'ORIGIN must be an address without path, such as https://obhut.example.';
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return 'ORIGIN must begin with https:// because browsers give keys and notifications to secure pages only.';
}

function isEncrypted({ TLS_CERT, ACME_TERMS_AGREED }: Settings): boolean {
  return TLS_CERT !== undefined || ACME_TERMS_AGREED !== undefined;
}

/** Nobody but this machine can reach it. Who encrypts means others as a rule, and has to say that they do not. */
function isForTests(given: Settings): boolean {
  const { HOST, ORIGIN, ACME_TERMS_AGREED } = given;
  if (!isLoopback(HOST) || ACME_TERMS_AGREED !== undefined) return false;
  return ORIGIN === undefined ? !isEncrypted(given) : isLoopback(new URL(ORIGIN).hostname);
}

function* problems(given: Settings): Generator<string | undefined> {
  const { DATABASE_URL, DATABASE_OWNER_URL, BACKUP_DATABASE_URL } = given;
  yield originProblem(given);
  if (given.METRICS_PORT === given.PORT && given.PORT !== 0) yield 'METRICS_PORT must be another port than PORT.';
  if ((given.TLS_CERT === undefined) !== (given.TLS_KEY === undefined))
    yield 'TLS_CERT and TLS_KEY must be set both or neither.';
  yield* acmeProblems(given);
  if (!isEncrypted(given) && !isLoopback(given.HOST)) {
    yield 'HOST is reachable from other machines, but nothing encrypts: set TLS_CERT and TLS_KEY, or ACME_TERMS_AGREED, or HOST=127.0.0.1 behind a proxy that does.';
  }
  if (given.PUSH_TO_LOOPBACK !== undefined && !isForTests(given))
    yield 'PUSH_TO_LOOPBACK lets whoever has an account make the server call its own machine: it is for tests, on loopback alone. Remove it.';
  if ((DATABASE_URL === undefined) !== (DATABASE_OWNER_URL === undefined)) {
    yield 'DATABASE_URL and DATABASE_OWNER_URL must be set both or neither: the application must not connect as the owner of its tables.';
  }
  if (DATABASE_URL !== undefined) yield databaseProblem('DATABASE_URL', DATABASE_URL);
  if (DATABASE_OWNER_URL !== undefined) yield databaseProblem('DATABASE_OWNER_URL', DATABASE_OWNER_URL);
  if (BACKUP_DATABASE_URL !== undefined) yield databaseProblem('BACKUP_DATABASE_URL', BACKUP_DATABASE_URL);
}

function parse(env: Readonly<Record<string, string | undefined>>): Settings {
  const unknown = Object.keys(env).filter((name) => name.startsWith('OBHUT_'));
  if (unknown.length > 0)
    throw new Sentence(`${unknown.join(', ')}: no such setting; the names are ${Object.keys(help).join(', ')}.`);
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
  const result = settings.safeParse({ ...defaults, ...set });
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  throw new Sentence(
    Object.entries(help)
      .filter(([name]) => wrong.has(name))
      .map(([, sentence]) => sentence)
      .join('\n'),
  );
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = parse(env);
  const found = [...problems(given)].filter((problem) => problem !== undefined);
  if (found.length > 0) throw new Sentence(found.join('\n'));
  const { DATABASE_URL, DATABASE_OWNER_URL, TLS_CERT, TLS_KEY, ORIGIN, CLOCK_IS_RIGHT } = given;
  return {
    port: given.PORT,
    metricsPort: given.METRICS_PORT,
    host: given.HOST,
    dataDir: resolve(given.DATA_DIR),
    database:
      DATABASE_URL === undefined || DATABASE_OWNER_URL === undefined
        ? undefined
        : { appUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL },
    origin: ORIGIN === undefined ? undefined : new URL(ORIGIN).origin,
    tls: TLS_CERT === undefined || TLS_KEY === undefined ? undefined : { cert: TLS_CERT, key: TLS_KEY },
    acme: acmeConfigOf(given),
    logLevel: given.LOG_LEVEL,
    securityContact: given.SECURITY_CONTACT,
    confirmedDay: CLOCK_IS_RIGHT === undefined ? undefined : Date.parse(CLOCK_IS_RIGHT) / dayMs,
    beginAnew: given.NEW_SERVER_KEY === 'yes',
    backup: {
      dir: resolve(given.BACKUP_DIR),
      recipient: given.BACKUP_RECIPIENT,
      databaseUrl: given.BACKUP_DATABASE_URL,
    },
    blobQuota: given.BLOB_QUOTA_GIB * gib,
    push: { services: given.PUSH_SERVICES, loopback: given.PUSH_TO_LOOPBACK === 'yes' },
  };
}

/** Where browsers find it; `port` is the one that it has, where the setting leaves the choice to the system. */
export function originOf(config: Config, port: number): string {
  return config.origin ?? `${config.tls === undefined ? 'http' : 'https'}://localhost:${port}`;
}
