/**
 * The application's connections: `int8` as a checked number, `bytea` as a Buffer, no statement without an end.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Its end is that of its connections: the driver's own resolves once they are told to go, and a database that stops then still ends some. */
class Pool extends pg.Pool {
  readonly #closings = new Set<Promise<void>>();

  constructor(config: pg.PoolConfig) {
    super(config);
    this.on('connect', (client) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#closings.add(promise);
      client.once('end', () => {
        this.#closings.delete(promise);
        resolve();
      });
    });
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override async end(callback?: () => void): Promise<void> {
    await super.end();
    // A database that hangs does not let them go.
    await Promise.race([Promise.all(this.#closings), sleep(limits.close, undefined, { ref: false })]);
    callback?.();
  }
}
export type { Pool };

/** Milliseconds. `answer`: of the driver's own patience, for a database that is gone without a word and ends nothing by itself. */
const limits = { statement: 15_000, idleInTransaction: 15_000, connect: 10_000, answer: 20_000, close: 5_000 };

/** The server counts in numbers; one that a double cannot hold exactly is a bug and not a rounding. */
export function int8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('int8 beyond the safe integers');
  return value;
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, int8);

export interface PoolOptions {
  readonly connectionString: string;
  readonly max?: number;
  /** A connection that broke while no query ran on it; the pool opens another one. */
  readonly onIdleError?: (error: Error) => void;
}

export function openPool({ connectionString, max = 20, onIdleError }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString,
    max,
    types,
    application_name: 'obhut',
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    query_timeout: limits.answer,
    keepAlive: true,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
  });
  pool.on('error', (error) => onIdleError?.(error));
  // A connection in use that breaks between two queries tells nobody else; its next query fails, and the pool drops it.
  pool.on('connect', (client) => client.on('error', (error) => onIdleError?.(error)));
  return pool;
}
