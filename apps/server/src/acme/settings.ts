/**
 * Settings of a certificate that the server gets and renews itself, by ACME (RFC 8555). Nothing is asked of an authority before the operator
 * has said that they agree to its terms: decision 0053.
 * @module
 */
import { isIP } from 'node:net';
import * as z from 'zod/mini';

const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory';
const usualPlainPort = 80;

const contactForm = /^mailto:[!-~]+@[!-~]+$/;

/** `port`: the form of a port's number. */
export function acmeSettings<Port extends z.ZodMiniType<number>>(port: Port) {
  return {
    ACME_TERMS_AGREED: z.optional(z.literal('yes')),
    ACME_DIRECTORY: z.optional(z.url({ protocol: /^https$/ })),
    ACME_CONTACT: z.optional(z.string().check(z.regex(contactForm))),
    ACME_CA: z.optional(z.string().check(z.minLength(1))),
    PLAIN_PORT: z.optional(port),
  };
}

export const acmeHelp = {
  ACME_TERMS_AGREED:
    'ACME_TERMS_AGREED may only be yes: you agree to the terms of the authority, and the server gets its certificate there.',
  ACME_DIRECTORY: 'ACME_DIRECTORY must be the https address of the directory of an authority.',
  ACME_CONTACT:
    'ACME_CONTACT must be an address with its scheme, such as mailto:technik@obhut.example; the authority is told.',
  ACME_CA: 'ACME_CA must be the path of a certificate (PEM) of whoever vouches for ACME_DIRECTORY.',
  PLAIN_PORT: 'PLAIN_PORT must be a number from 0 to 65535: the port to which port 80 of the name of ORIGIN leads.',
};

interface Given {
  readonly ACME_TERMS_AGREED?: 'yes' | undefined;
  readonly ACME_DIRECTORY?: string | undefined;
  readonly ACME_CONTACT?: string | undefined;
  readonly ACME_CA?: string | undefined;
  readonly PLAIN_PORT?: number | undefined;
  readonly ORIGIN?: string | undefined;
  readonly TLS_CERT?: string | undefined;
  readonly METRICS_PORT?: number | undefined;
  readonly HOST: string;
  readonly PORT: number;
}

export interface AcmeConfig {
  readonly directory: string;
  readonly contact: string | undefined;
  /** A file with certificates that vouch for the directory, besides those that Node knows. */
  readonly ca: string | undefined;
  /** Where the authority asks for what proves that the name leads here. */
  readonly plainPort: number;
  /** The host of the origin, for which the certificate is. */
  readonly name: string;
}

/** Authorities vouch for names that the whole world can look up. */
function isPublicName(origin: string): boolean {
  const { hostname, protocol } = new URL(origin);
  return protocol === 'https:' && hostname.includes('.') && isIP(hostname) === 0 && !hostname.startsWith('[');
}

export function* acmeProblems(given: Given): Generator<string> {
  const { ORIGIN, HOST, PORT, METRICS_PORT, PLAIN_PORT } = given;
  if (given.ACME_TERMS_AGREED === undefined) {
    const useless = (['ACME_DIRECTORY', 'ACME_CONTACT', 'ACME_CA', 'PLAIN_PORT'] as const).filter(
      (name) => given[name] !== undefined,
    );
    if (useless.length > 0)
      yield `${useless.join(', ')}: only with ACME_TERMS_AGREED=yes, by which you agree to the terms of the authority.`;
    return;
  }
  if (given.TLS_CERT !== undefined)
    yield 'ACME_TERMS_AGREED gets a certificate, and TLS_CERT names one: set only one of them.';
  if (ORIGIN === undefined || !isPublicName(ORIGIN))
    yield 'ACME_TERMS_AGREED needs ORIGIN with the name for which the certificate is, such as https://obhut.example.';
  if (HOST === 'localhost')
    yield 'HOST must be an address with ACME_TERMS_AGREED, such as 0.0.0.0 or 127.0.0.1, not localhost.';
  const plain = PLAIN_PORT ?? usualPlainPort;
  if (plain !== 0 && (plain === PORT || plain === METRICS_PORT))
    yield 'PLAIN_PORT (80, if it is not set) must be another port than PORT and METRICS_PORT.';
}

export function acmeConfigOf(given: Given): AcmeConfig | undefined {
  if (given.ACME_TERMS_AGREED === undefined || given.ORIGIN === undefined) return undefined;
  return {
    directory: given.ACME_DIRECTORY ?? letsEncrypt,
    contact: given.ACME_CONTACT,
    ca: given.ACME_CA,
    plainPort: given.PLAIN_PORT ?? usualPlainPort,
    name: new URL(given.ORIGIN).hostname,
  };
}
