/**
 * What every answer carries, and which names the server answers to.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isLoopback } from './config.ts';

/** Holds for pages and for workers alike, whose own response decides; libsodium needs `wasm-unsafe-eval` in both. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types obhut default',
].join('; ');

const always = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cache-control': 'no-store',
};

/** Two years, as browsers' preload lists ask. */
const strictTransport = 'max-age=63072000; includeSubDomains';

export interface Names {
  /** Scheme, host and port of the address that browsers use. */
  readonly origin: string;
  /** The address that is listened on. */
  readonly host: string;
}

const hostForm = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** On loopback every loopback name at any port: a proxy or a forwarded port may stand in front. */
export function answersTo({ origin, host }: Names, hostHeader: string | undefined): boolean {
  if (hostHeader === undefined || !hostForm.test(hostHeader)) return false;
  const own = new URL(origin);
  const asked = URL.parse(`${own.protocol}//${hostHeader}`);
  if (asked === null) return false;
  return asked.host === own.host || (isLoopback(host) && isLoopback(asked.hostname));
}

function headersOf({ origin }: Pick<Names, 'origin'>): Record<string, string> {
  return origin.startsWith('https:') ? { ...always, 'strict-transport-security': strictTransport } : always;
}

export function harden(reply: FastifyReply, names: Names): void {
  reply.headers(headersOf(names));
}

/** An empty answer as it goes over the line, for a connection that never became a request. `status`: `400 Bad Request`. */
export function bareAnswer(status: string, names: Pick<Names, 'origin'>): string {
  const headers = { ...headersOf(names), connection: 'close', 'content-length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

/** A page of somebody else whose name leads here (DNS rebinding) is told that it came to the wrong place. */
export function protect(app: FastifyInstance, names: Names): void {
  const headers = headersOf(names);
  // The last name that was ours: nearly everyone asks by the same, and to take it apart costs more than the rest of this.
  let known: string | undefined;
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    const { url } = request.routeOptions;
    const { host } = request.headers;
    if (url === '/health' || url === '/ready' || (known !== undefined && host === known)) return done();
    if (!answersTo(names, host)) return done(new ApiError('misdirected'));
    known = host;
    done();
  });
}
