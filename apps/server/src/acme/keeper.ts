/**
 * When a certificate is asked for: at once where there is none, and when two thirds of its time are over. What fails is tried again, ever more seldom;
 * meanwhile the one before is served.
 * @module
 */
import type { Clock } from '../clock.ts';
import type { Certificate } from './kept.ts';
import type { Outcome, Step } from './order.ts';

/** Five failed proofs within an hour are what Let's Encrypt allows; with these pauses there are four. */
const firstPauseMs = 300_000;
const longestPauseMs = 43_200_000;
const lookMs = 60_000;
/** Where this clock is far ahead of the authority's, each new certificate is due at once. */
const leastMs = 3_600_000;

export type News =
  | { readonly what: 'served'; readonly until: number }
  | { readonly what: Step; readonly cause: string; readonly error: unknown; readonly again: number };

export interface KeeperParts {
  readonly clock: Clock;
  /** Kept from before, and served already. */
  readonly certificate: Certificate | undefined;
  readonly order: () => Promise<Outcome>;
  readonly keep: (certificate: Certificate) => Promise<void>;
  readonly serve: (certificate: Certificate) => void;
  readonly say: (news: News) => void;
  readonly failed: (error: unknown) => void;
}

function renewalOf({ from, until }: Pick<Certificate, 'from' | 'until'>): number {
  return from + ((until - from) * 2) / 3;
}

export class CertificateKeeper {
  readonly #parts: KeeperParts;
  #certificate: Certificate | undefined;
  #failures = 0;
  #next: number;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#certificate = parts.certificate;
    this.#next = parts.certificate === undefined ? 0 : renewalOf(parts.certificate);
  }

  /** Milliseconds since 1970 at which the one that is served ends; `undefined`: there is none. */
  get until(): number | undefined {
    return this.#certificate?.until;
  }

  start(): void {
    const look = () => void this.look().catch(this.#parts.failed);
    this.#timer = setInterval(look, lookMs).unref();
    look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Asks for one where it is time; resolves when that is over. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { clock, order, keep, serve, say } = this.#parts;
    if (clock.now() < this.#next) return;
    const outcome = await order();
    if (outcome.result === 'refused') {
      this.#next = clock.now() + Math.min(firstPauseMs * 2 ** this.#failures++, longestPauseMs);
      const { step: what, cause, error } = outcome;
      return say({ what, cause, error, again: this.#next });
    }
    const { certificate } = outcome;
    serve(certificate);
    this.#certificate = certificate;
    this.#failures = 0;
    this.#next = Math.max(renewalOf(certificate), clock.now() + leastMs);
    say({ what: 'served', until: certificate.until });
    await keep(certificate);
  }
}
