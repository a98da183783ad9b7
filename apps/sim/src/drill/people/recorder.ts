/**
 * What somebody's device asked the server for, and what it was answered, byte by byte.
 * @module
 */
import type { Ask } from '@obhut/sync/transport/http.ts';

export interface Exchange {
  method: string;
  /** From the origin on. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
  status: number;
  answer: Buffer;
}

export class Recorder {
  readonly exchanges: Exchange[] = [];
  readonly #address: string;

  /** `address`: of the network that the device is in; the server counts by it. */
  constructor(address: string) {
    this.#address = address;
  }

  /** Of what it has recorded so far, what went with this token. */
  of(authorization: string): Recorder {
    const part = new Recorder(this.#address);
    part.exchanges.push(...this.exchanges.filter(({ headers }) => headers['authorization'] === authorization));
    return part;
  }

  readonly ask: Ask = async (address, init) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'x-forwarded-for': this.#address };
    const response = await fetch(address, { ...init, headers });
    const answer = Buffer.from(await response.arrayBuffer());
    const { method = 'GET', body } = init;
    const { status } = response;
    const path = new URL(address).pathname;
    this.exchanges.push({ method, path, headers, body: body instanceof Uint8Array ? body : null, status, answer });
    // Some answers may have no body, not even an empty one.
    return new Response(answer.length === 0 ? null : new Uint8Array(answer), { status, headers: response.headers });
  };
}
