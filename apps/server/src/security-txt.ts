/**
 * `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness of this installation. That is its operator, so it stands only where
 * the operator has said who it is; where nobody has, the address is not found.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';

export interface SecurityTxt {
  /** An address with its scheme: `mailto:`, `https:` or `tel:`. */
  readonly contact: string;
  /** Scheme, host and port that browsers use. */
  readonly origin: string;
  readonly clock: Clock;
}

export const securityTxtPath = '/.well-known/security.txt';
/** Good for so long from when it is asked for. The RFC advises less than a year. */
const lifeMs = 180 * 86_400_000;

export function securityTxt({ contact, origin, clock }: SecurityTxt): string {
  const expires = new Date(clock.now() + lifeMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const lines = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: de, en'];
  // Web addresses in it must be https (section 2.5.2).
  if (origin.startsWith('https:')) lines.push(`Canonical: ${origin}${securityTxtPath}`);
  return lines.map((line) => `${line}\r\n`).join('');
}

export function serveSecurityTxt(app: FastifyInstance, settings: SecurityTxt): void {
  app.get(securityTxtPath, (_request, reply) => reply.type('text/plain; charset=utf-8').send(securityTxt(settings)));
}
