/**
 * Wakes one device: a request without content to its push service (RFC 8030). Only to services that the operator has allowed, over https,
 * never to an address in a private network, and never on to where an answer points.
 * @module
 */
import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { BlockList, type LookupFunction } from 'node:net';
import { isOfPushService } from '@obhut/protocol/push-services.ts';
import type { VapidKey } from './vapid.ts';

/** Seconds for which a service keeps it for a device that is off. What is older the app shows by itself. */
const keptSeconds = 86_400;
const usualPatienceMs = 10_000;
const longestPauseMs = 86_400_000;

/** later: `afterMs` as the service asks, or null where it does not say. refused: `status` for whoever reads the log. */
export type Woken =
  | { result: 'woken' }
  | { result: 'gone' }
  | { result: 'later'; afterMs: number | null }
  | { result: 'refused'; status: number };

export interface PushParts {
  vapid: VapidKey;
  /** Patterns of their names. */
  services: readonly string[];
  /** For tests only: a service on this machine, over http. */
  loopback: boolean;
  /** Where their operators find ours: the address of this installation. */
  subject: string;
  /** For tests: less than what a service is usually given to answer. */
  patienceMs?: number;
}

const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

/** Whether an address is of this machine or of a network around it; IPv4 inside of IPv6 as well, whichever way it is carried there. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  const plain = mapped ?? address;
  return inside.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

/** A name of a push service that leads inside is not followed. */
const lookupOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, []);
    const bad = found.some(({ address }) => isInside(address));
    if (bad) return callback(new Error('a push service with an address inside'), []);
    const [first] = found;
    if (options.all === true || first === undefined) return callback(null, found);
    return callback(null, first.address, first.family);
  });
};

/** Retry-After (RFC 9110, section 10.2.3): seconds or a date. */
function pauseOf(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestPauseMs);
}

function wokenBy({ statusCode: status = 0, headers }: IncomingMessage, now: number): Woken {
  if (status >= 200 && status < 300) return { result: 'woken' };
  if (status === 404 || status === 410) return { result: 'gone' };
  if (status === 429 || status >= 500) return { result: 'later', afterMs: pauseOf(headers['retry-after'], now) };
  return { result: 'refused', status };
}

export class Push {
  readonly #parts: PushParts;

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  get publicKey() {
    return this.#parts.vapid.publicKey;
  }

  mayWake(endpoint: string): boolean {
    return isOfPushService(endpoint, this.#parts.services) || this.#isOnLoopback(endpoint);
  }

  #isOnLoopback(endpoint: string): boolean {
    const url = this.#parts.loopback ? URL.parse(endpoint) : null;
    return url?.protocol === 'http:' && url.hostname === '127.0.0.1';
  }

  /** Rejects where the service is out of reach, or does not answer in time. `now`: milliseconds since 1970. */
  async wake(endpoint: string, isUrgent: boolean, now: number): Promise<Woken> {
    const isHere = this.#isOnLoopback(endpoint);
    const options: RequestOptions = {
      method: 'POST',
      headers: {
        authorization: this.#parts.vapid.authorization(endpoint, this.#parts.subject, now),
        ttl: String(keptSeconds),
        urgency: isUrgent ? 'high' : 'normal',
        // One that waits for a device that is off takes the place of the one before.
        topic: 'obhut',
        'content-length': '0',
      },
      signal: AbortSignal.timeout(this.#parts.patienceMs ?? usualPatienceMs),
      ...(isHere ? {} : { lookup: lookupOutside }),
    };
    return await new Promise<Woken>((resolve, reject) => {
      const request = (isHere ? httpRequest : httpsRequest)(endpoint, options, (response) => {
        // Whatever it says beside its status, nobody reads.
        response.destroy();
        resolve(wokenBy(response, now));
      });
      request.on('error', reject);
      request.end();
    });
  }
}
