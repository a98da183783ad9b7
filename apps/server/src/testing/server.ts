/**
 * For tests: the whole server on a database of its own, and a client that speaks to it over HTTP.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError, errorBody } from '@obhut/protocol/errors.ts';
import { routes, type RequestOf, type ResponseOf, type RouteName } from '@obhut/protocol/routes.ts';
import { ready, server as opaque } from '@serenity-kit/opaque';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type * as z from 'zod/mini';
import { makeApp } from '../app.ts';
import { openPool } from '../db/pool.ts';
import { setContext, setSpace } from '../db/query.ts';
import type { Jump } from '../expiry/clock-guard.ts';
import { createFoundingCode } from '../log/founding-code.ts';
import { makeLogger } from '../logging.ts';
import type { MeasuredParts } from '../metrics/metrics.ts';
import type { RateLimits } from '../rates.ts';
import { Push } from '../notify/push.ts';
import { SealedEndpoints } from '../notify/sealed-endpoint.ts';
import { VapidKey } from '../notify/vapid.ts';
import { registerRoutes } from '../routes/register.ts';
import { makeServices, type Services } from '../services.ts';
import { testDatabase } from './database.ts';
import { Builder, signSession, type Someone } from './builder.ts';
import { TestClock } from './clock.ts';

type Database = Awaited<ReturnType<typeof testDatabase>>;

const schemas: { readonly [Name in RouteName]: { readonly response: z.ZodMiniType<ResponseOf<Name>> } } = routes;

export const origin = 'http://localhost:8080';

const startOfTest = Date.UTC(2026, 8, 1, 9);
export const dayOfTest = Math.floor(startOfTest / 86_400_000);

export class TestServer {
  readonly services: Services;
  readonly clock: TestClock;
  readonly database: Database;
  readonly pool: pg.Pool;
  readonly address: string;
  readonly failures: unknown[];
  /** What would be lines in the log about devices that are woken. */
  readonly noticed: string[];
  /** What would be lines in the log about a clock that is not followed. */
  readonly held: Jump[];
  readonly #app: FastifyInstance;
  readonly dataDir: string;

  private constructor(parts: {
    services: Services;
    clock: TestClock;
    database: Database;
    pool: pg.Pool;
    address: string;
    failures: unknown[];
    noticed: string[];
    held: Jump[];
    app: FastifyInstance;
    dataDir: string;
  }) {
    this.services = parts.services;
    this.clock = parts.clock;
    this.database = parts.database;
    this.pool = parts.pool;
    this.address = parts.address;
    this.failures = parts.failures;
    this.noticed = parts.noticed;
    this.held = parts.held;
    this.#app = parts.app;
    this.dataDir = parts.dataDir;
  }

  static async start(
    rates: RateLimits = { address: 1e6, stranger: 1e6, name: 1e6 },
    blobQuota = 1e12,
    alongside?: (app: FastifyInstance, parts: MeasuredParts) => void,
  ): Promise<TestServer> {
    await ready;
    const database = await testDatabase();
    const pool = openPool({ connectionString: database.appUrl });
    const dataDir = await mkdtemp(join(tmpdir(), 'obhut-test-'));
    const clock = new TestClock(startOfTest);
    const failures: unknown[] = [];
    const noticed: string[] = [];
    const held: Jump[] = [];
    const keys = { pepper: randomBytes(32), opaqueSetup: opaque.createSetup() };
    const failed = (error: unknown) => failures.push(error);
    const push = new Push({ vapid: new VapidKey(VapidKey.make()), services: [], loopback: true, subject: origin });
    const sealed = new SealedEndpoints(randomBytes(32));
    const notices = { push, sealed, noticed: (what: string) => noticed.push(what) };
    const told = { failed, held: (jump: Jump) => held.push(jump) };
    const services = makeServices({ pool, keys, origin, dataDir, clock, rates, blobQuota, ...told, ...notices });
    const app = await makeApp({
      host: '127.0.0.1',
      origin,
      logger: makeLogger('fatal'),
      webFiles: [],
      ready: () => Promise.resolve(true),
      register: (app) => {
        alongside?.(app, { services, pool, dataDir });
        return registerRoutes(app, services);
      },
    });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    return new TestServer({ services, clock, database, pool, address, failures, noticed, held, app, dataDir });
  }

  async stop(): Promise<void> {
    await this.#app.close();
    await this.pool.end();
    await this.database.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  fetch(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    return fetch(this.address + path, init);
  }

  /** The answer's status and bytes, whatever they are. */
  async raw(path: string, body: Uint8Array<ArrayBuffer>, token?: string): Promise<{ status: number; body: Bytes }> {
    const headers = {
      'content-type': 'application/cbor',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const response = await this.fetch(path, { method: 'POST', headers, body });
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  }

  /** Rejects with the `ApiError` that the server answers with. */
  async call<Name extends RouteName>(name: Name, request: RequestOf<Name>, token?: string): Promise<ResponseOf<Name>> {
    const { status, body } = await this.raw(`/api/${name}`, encodeCbor(request), token);
    if (status === 200) return decodeCbor(schemas[name].response, body);
    const failure = decodeCbor(errorBody, body);
    throw new ApiError(failure.code, failure.detail);
  }

  async session(institution: Bytes, someone: Someone): Promise<string> {
    const who = { institution, persona: someone.id };
    const { nonce } = await this.call('session/challenge', who);
    const { token } = await this.call('session/open', {
      ...who,
      nonce,
      signature: signSession(someone, institution, nonce, origin),
    });
    return token;
  }

  foundingCode(): Promise<string> {
    return createFoundingCode(this.pool, this.clock);
  }

  /** A new institution, founded by its founder. */
  async found(): Promise<{ builder: Builder; team: Bytes; everyone: Bytes; token: string }> {
    const builder = new Builder(Math.floor(this.clock.now() / 86_400_000));
    const { parts, team, everyone } = builder.founding();
    await this.call('institution/found', { code: await this.foundingCode(), append: { parts } });
    return { builder, team, everyone, token: await this.session(builder.institution, builder.founder) };
  }

  /** A connection as the application's role, with or without somebody set, who writes into `space`. */
  async sql<Row extends pg.QueryResultRow>(
    text: string,
    who?: { institution: Bytes; persona: Bytes; space?: Bytes },
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.database.appUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      if (who !== undefined) {
        const { institution, persona, space } = who;
        await setContext(client, { institution, persona }, dayOfTest);
        if (space !== undefined) await setSpace(client, space);
      }
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }
}
