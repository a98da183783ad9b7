/**
 * Everything behind the routes, built from a database, keys and a folder.
 * @module
 */
import type { Pool } from 'pg';
import { AccessLog } from './audit/access-log.ts';
import { Blobs } from './blobs/blobs.ts';
import { FolderStore } from './blobs/folder.ts';
import { BlobSweep } from './blobs/sweep.ts';
import type { Traffic } from './blobs/traffic.ts';
import { Uploading } from './blobs/uploading.ts';
import type { Clock } from './clock.ts';
import type { Who } from './db/query.ts';
import { ClockGuard, type Jump } from './expiry/clock-guard.ts';
import { Shredder, type Turn } from './expiry/shredder.ts';
import { Deleting } from './log/deleting.ts';
import { Appender } from './log/append.ts';
import { memoryFanOut } from './log/fan-out.ts';
import { Reader } from './log/feed.ts';
import { Founding } from './log/founding.ts';
import { Hub } from './log/hub.ts';
import { Readers } from './log/readers.ts';
import { States } from './log/states.ts';
import { Notices } from './notify/notices.ts';
import type { Push } from './notify/push.ts';
import type { SealedEndpoints } from './notify/sealed-endpoint.ts';
import { Waker, type WakerParts } from './notify/waker.ts';
import { blobFolder } from './private-files.ts';
import { Rates, standardRates, type RateLimits } from './rates.ts';
import { Accounts, type AccountKeys } from './sessions/accounts.ts';
import { Letters } from './sessions/letters.ts';
import { Pairings } from './sessions/pairings.ts';
import { Pins } from './sessions/pins.ts';
import { Snapshots } from './sessions/snapshots.ts';
import { sweepNotices } from './db/notices.ts';
import { sweepPins } from './db/pins.ts';
import { sweepEndedDevices } from './db/sessions.ts';
import { PersonaSessions } from './sessions/personas.ts';
import { accountTokens, personaTokens, sweepTokens, type Tokens } from './sessions/tokens.ts';
import { Vaults } from './sessions/vaults.ts';
import { Ways } from './sessions/ways.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';

export interface Ingredients {
  /** Its role is `obhut_app`, which owns nothing and passes no row-level security. */
  pool: Pool;
  keys: AccountKeys;
  /** Scheme, host and port under which browsers reach the server; sessions are bound to it. */
  origin: string;
  dataDir: string;
  clock: Clock;
  rates?: RateLimits;
  /** Bytes of blobs that an institution may hold. */
  blobQuota?: number;
  push: Push;
  sealed: SealedEndpoints;
  /** Told what is worth a line in the log when devices are woken. */
  noticed?: WakerParts['say'];
  /** Told how much was deleted because it was over. */
  shredded?: (turn: Turn) => void;
  /** The UTC day that it is, as the operator says, where the clock has jumped. */
  confirmedDay?: number | undefined;
  /** Told that nothing is deleted, since the clock has jumped. */
  held?: (jump: Jump) => void;
  /** Told of what went wrong where nobody waits for it. */
  failed: (error: unknown) => void;
}

export interface Services {
  readonly origin: string;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly ways: Ways;
  readonly pairings: Pairings;
  readonly pins: Pins;
  readonly snapshots: Snapshots;
  readonly vaults: Vaults;
  readonly accountTokens: Tokens<Bytes>;
  readonly personaTokens: Tokens<Who>;
  readonly personas: PersonaSessions;
  readonly letters: Letters;
  readonly appender: Appender;
  readonly deleting: Deleting;
  readonly founding: Founding;
  readonly reader: Reader;
  readonly hub: Hub;
  readonly blobs: Blobs;
  readonly uploading: Uploading;
  readonly notices: Notices;
  readonly waker: Waker;
  readonly shredder: Shredder;
  readonly accessLog: AccessLog;
  readonly rates: Rates;
  readonly traffic: Traffic;
  readonly failed: (error: unknown) => void;
  /** Ends timers and open files; what was acknowledged is durable anyway. */
  close(): Promise<void>;
}

const sweepMs = 3_600_000;
/** 100 GiB. */
const standardBlobQuota = 107_374_182_400;

export function makeServices(ingredients: Ingredients): Services {
  const { pool, keys, origin, dataDir, clock, rates, blobQuota, shredded, failed, push, sealed } = ingredients;
  const states = new States();
  const fanOut = memoryFanOut();
  const reader = new Reader(pool, clock);
  const accessLog = new AccessLog(pool, clock);
  const forAccounts = accountTokens(pool, clock);
  const forPersonas = personaTokens(pool, clock);
  const accounts = new Accounts(pool, clock, keys, forAccounts);
  const appender = new Appender(pool, states, clock, fanOut);
  const store = new FolderStore(blobFolder(dataDir), failed);
  const blobs = new Blobs(pool, clock, store, new Readers(states));
  const hub = new Hub({ states, clock, fanOut, reader, tokens: forPersonas, log: accessLog, failed });
  const say = ingredients.noticed ?? (() => undefined);
  const waker = new Waker({ pool, clock, fanOut, push, sealed, say, failed });
  const blobSweep = new BlobSweep(pool, clock, store);
  const ended = () => forPersonas.forgetAll();
  const shredder = new Shredder({
    pool,
    clock,
    guard: new ClockGuard(pool, ingredients.confirmedDay),
    store,
    sweep: blobSweep,
    ended,
    shredded: shredded ?? (() => undefined),
    held: ingredients.held ?? (() => undefined),
    failed,
  });
  const sweep = async () => {
    await sweepTokens(pool, clock);
    await sweepPins(pool);
    await sweepEndedDevices(pool);
    await sweepNotices(pool);
  };
  const sweeping = setInterval(() => void sweep().catch(failed), sweepMs).unref();
  return {
    origin,
    clock,
    accounts,
    ways: new Ways(pool, clock, origin, accounts, forAccounts),
    pairings: new Pairings(clock),
    pins: new Pins(pool, clock, keys.opaqueSetup),
    snapshots: new Snapshots(pool, clock),
    vaults: new Vaults(pool, clock),
    accountTokens: forAccounts,
    personaTokens: forPersonas,
    letters: new Letters(pool, clock),
    personas: new PersonaSessions(pool, clock, origin, forPersonas),
    appender,
    deleting: new Deleting({ pool, clock, store, blobs }),
    founding: new Founding(pool, states, clock),
    reader,
    hub,
    blobs,
    uploading: new Uploading({ pool, clock, store, quota: blobQuota ?? standardBlobQuota }),
    notices: new Notices(pool, clock, push, sealed),
    waker,
    shredder,
    accessLog,
    rates: new Rates(clock, rates ?? standardRates),
    traffic: { received: 0, sent: 0 },
    failed,
    async close() {
      clearInterval(sweeping);
      hub.close();
      await shredder.close();
      await appender.idle();
      await waker.close();
      await accessLog.idle();
      await store.close();
    },
  };
}
