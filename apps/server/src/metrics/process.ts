/**
 * The process itself: how late its event loop is, memory, processor time.
 * @module
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { counter, gauge, type Family } from './exposition.ts';

const resolutionMs = 10;
const quantiles = [0.5, 0.9, 0.99] as const;

export class ProcessMeter {
  readonly #delay = monitorEventLoopDelay({ resolution: resolutionMs });

  constructor() {
    this.#delay.enable();
  }

  /** The delay is that since the last time. */
  families(): Family[] {
    const { user, system } = process.cpuUsage();
    const families: Family[] = [
      {
        name: 'event_loop_delay_seconds',
        help: 'How late timers were since the last time that this was asked; 10 ms are none.',
        type: 'summary',
        samples: quantiles.map((quantile) => ({
          labels: { quantile: String(quantile) },
          value: this.#delay.percentile(quantile * 100) / 1e9,
        })),
      },
      gauge('resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss()),
      counter('cpu_seconds_total', 'Processor time of the process.', (user + system) / 1e6),
    ];
    this.#delay.reset();
    return families;
  }

  stop(): void {
    this.#delay.disable();
  }
}
