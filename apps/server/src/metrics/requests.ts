/**
 * Requests, counted by route and class of status, and how long they took by route.
 * @module
 */
import { blobPath } from '@obhut/protocol/blob.ts';
import { routes } from '@obhut/protocol/routes.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { securityTxtPath } from '../security-txt.ts';
import { gauge, type Family, type Sample } from './exposition.ts';

/** Seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

const named: ReadonlySet<string> = new Set([
  ...Object.keys(routes).map((name) => `/api/${name}`),
  blobPath,
  securityTxtPath,
  '/health',
  '/ready',
]);

/** `app`: a file of the web app; `other`: a page of it, or nothing that there is. */
export const routeLabels: ReadonlySet<string> = new Set([...named, 'app', 'other']);
/** `cut`: the line broke before everything was sent. */
export const statusLabels: ReadonlySet<string> = new Set(['1xx', '2xx', '3xx', '4xx', '5xx', 'cut']);

function routeOf({ routeOptions: { url } }: FastifyRequest): string {
  if (url === undefined) return 'other';
  return named.has(url) ? url : 'app';
}

interface Durations {
  /** How many took no longer than the bound in the same place; the last: all. */
  counts: number[];
  sum: number;
}

export class Requests {
  /** By route, then by class of status. */
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #durations = new Map<string, Durations>();
  #open = 0;

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      const began = performance.now();
      this.#open += 1;
      // Closed comes in every case; the framework's own hook not where the line breaks.
      reply.raw.once('close', () => {
        const { writableFinished, statusCode } = reply.raw;
        this.#open -= 1;
        this.#count(routeOf(request), writableFinished ? `${Math.floor(statusCode / 100)}xx` : 'cut');
        this.#measure(routeOf(request), (performance.now() - began) / 1000);
      });
    });
  }

  families(): Family[] {
    return [
      gauge('requests_open', 'Requests that are being answered.', this.#open),
      { name: 'requests_total', help: 'Requests that were answered.', type: 'counter', samples: this.#countSamples() },
      {
        name: 'request_duration_seconds',
        help: 'From the head of a request to the end of its answer.',
        type: 'histogram',
        samples: [...this.#durations].flatMap(([route, durations]) => durationSamples(route, durations)),
      },
    ];
  }

  #countSamples(): Sample[] {
    return [...this.#counts].flatMap(([route, byStatus]) =>
      [...byStatus].map(([status, value]) => ({ labels: { route, status }, value })),
    );
  }

  #count(route: string, status: string): void {
    const byStatus = this.#counts.get(route) ?? new Map<string, number>();
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    this.#counts.set(route, byStatus);
  }

  #measure(route: string, seconds: number): void {
    const before = this.#durations.get(route) ?? { counts: [...bounds, 0].map(() => 0), sum: 0 };
    const counts = before.counts.map((count, at) => (seconds <= (bounds[at] ?? Infinity) ? count + 1 : count));
    this.#durations.set(route, { counts, sum: before.sum + seconds });
  }
}

function durationSamples(route: string, { counts, sum }: Durations): Sample[] {
  const buckets = counts.map((value, at): Sample => {
    return { suffix: '_bucket', labels: { route, le: bounds[at] === undefined ? '+Inf' : String(bounds[at]) }, value };
  });
  return [
    ...buckets,
    { suffix: '_sum', labels: { route }, value: sum },
    { suffix: '_count', labels: { route }, value: counts.at(-1) ?? 0 },
  ];
}
