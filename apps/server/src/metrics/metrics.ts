/**
 * Everything that is measured, as one text, and where it is asked for.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { Encryption } from '../encryption.ts';
import type { Services } from '../services.ts';
import { expositionOf, type Family, gauge } from './exposition.ts';
import { type MetricsListener, serveMetrics } from './listener.ts';
import { ProcessMeter } from './process.ts';
import { Requests } from './requests.ts';
import { serviceFamilies } from './services.ts';

export interface MeasuredParts {
  readonly services: Services;
  readonly pool: Pool;
  readonly dataDir: string;
  /** Absent: there is none to measure. */
  readonly encryption?: Pick<Encryption, 'tls' | 'until'>;
}

function certificateFamilies({ services, encryption }: MeasuredParts): Family[] {
  if (encryption?.tls === undefined) return [];
  const left = Math.max((encryption.until() ?? 0) - services.clock.now(), 0) / 1000;
  return [gauge('certificate_seconds', 'Until the certificate that is served ends; 0 where there is none.', left)];
}

export class Metrics {
  readonly #parts: MeasuredParts;
  readonly #requests = new Requests();
  readonly #process = new ProcessMeter();

  constructor(parts: MeasuredParts) {
    this.#parts = parts;
  }

  watch(app: FastifyInstance): void {
    this.#requests.watch(app);
  }

  async text(): Promise<string> {
    const { services, pool, dataDir } = this.#parts;
    return expositionOf([
      ...this.#requests.families(),
      ...(await serviceFamilies(services, pool, dataDir)),
      ...certificateFamilies(this.#parts),
      ...this.#process.families(),
    ]);
  }

  async listen(port: number): Promise<MetricsListener> {
    const listener = await serveMetrics(port, () => this.text(), this.#parts.services.failed);
    return {
      address: listener.address,
      stop: async () => {
        this.#process.stop();
        await listener.stop();
      },
    };
  }
}
