/**
 * A push service on this machine, as strict as a real one: takes a wake-up only with a token that the server's key has signed for this service
 * (RFC 8292), of a form that it knows (RFC 8030), and without content.
 * @module
 */
import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import * as z from 'zod/mini';

const header = z.strictObject({ typ: z.literal('JWT'), alg: z.literal('ES256') });
const claims = z.strictObject({ aud: z.string(), exp: z.number(), sub: z.string() });
const daySeconds = 86_400;

export interface Wake {
  /** The last part of the address. */
  name: string;
  urgency: string | undefined;
}

function json(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

/** What is wrong with a request; null: nothing. `now`: milliseconds since 1970. */
function mistakeIn(request: IncomingMessage, origin: string, key: Uint8Array, now: number): string | null {
  const { authorization = '', 'content-length': length } = request.headers;
  const [ttl, topic] = [String(request.headers['ttl']), String(request.headers['topic'])];
  const [, token = '', sentKey = ''] = /^vapid t=([\w.-]+), k=([\w-]{87})$/u.exec(authorization) ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  if (sentKey !== Buffer.from(key).toString('base64url')) return 'another key';
  const point = Buffer.from(key);
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const parts = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(`${head}.${body}`), parts, Buffer.from(signature, 'base64url'))) return 'signature';
  header.parse(json(head));
  const { aud, exp, sub } = claims.parse(json(body));
  if (aud !== origin) return 'another audience';
  if (exp * 1000 < now || exp * 1000 > now + daySeconds * 1000) return 'time';
  if (!/^https?:|^mailto:/u.test(sub)) return 'subject';
  if (request.method !== 'POST' || !/^\d+$/u.test(ttl) || length !== '0') return 'form';
  return /^[\w-]{1,32}$/u.test(topic) ? null : 'topic';
}

export class PushService {
  readonly #server: Server;
  readonly #key: () => Uint8Array;
  readonly #now: () => number;
  readonly wakes: Wake[] = [];
  readonly mistakes: string[] = [];
  /** How it answers what is right, by the last part of the address; else 201. */
  readonly answers = new Map<string, { status: number; headers?: Record<string, string> }>();

  private constructor(key: () => Uint8Array, now: () => number) {
    this.#key = key;
    this.#now = now;
    this.#server = createServer((request, response) => {
      request.resume();
      const name = (request.url ?? '').split('/').at(-1) ?? '';
      const mistake = mistakeIn(request, this.origin, this.#key(), this.#now());
      const { status, headers = {} } = this.answers.get(name) ?? { status: 201 };
      if (mistake !== null) this.mistakes.push(mistake);
      else this.wakes.push({ name, urgency: request.headers['urgency']?.toString() });
      response.writeHead(mistake === null ? status : 403, headers).end();
    });
  }

  /** `key`: of the server that it knows, asked at each request. */
  static async start(key: () => Uint8Array, now: () => number, port = 0): Promise<PushService> {
    const service = new PushService(key, now);
    await new Promise<void>((resolve) => {
      service.#server.listen(port, '127.0.0.1', resolve);
    });
    return service;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  endpoint(name: string): string {
    return `${this.origin}/push/${name}`;
  }

  /** The names of all that were woken since the last call. */
  woken(): string[] {
    return this.wakes.splice(0).map(({ name }) => name);
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
