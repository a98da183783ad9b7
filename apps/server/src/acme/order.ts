/**
 * One order at the authority, from the account to the certificate (RFC 8555, section 7). Whatever goes wrong is a value: at which step, and in the
 * authority's own word where it is one that we know.
 * @module
 */
import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Authorization, Client, Order } from 'acme-client';
import * as z from 'zod/mini';
import { type Certificate, certificateOf } from './kept.ts';

export type Step = 'directory' | 'account' | 'order' | 'challenge' | 'certificate';

export type Outcome =
  | { readonly result: 'issued'; readonly certificate: Certificate }
  | { readonly result: 'refused'; readonly step: Step; readonly cause: string; readonly error: unknown };

export interface OrderParts {
  readonly directory: string;
  readonly contact: string | undefined;
  /** PEM, beside the authorities that Node knows. */
  readonly ca: string | undefined;
  readonly name: string;
  /** PEM. */
  readonly accountKey: string;
  /** What the plain port answers, by token. */
  readonly challenges: Map<string, string>;
}

const limits = { answerMs: 30_000, bytes: 1_048_576, firstPauseMs: 1000, longestPauseMs: 10_000, looks: 20 };

/** RFC 8555, section 6.7, as far as they can be about a challenge. */
const causes = new Set('caa connection dns incorrectResponse malformed serverInternal tls unauthorized'.split(' '));
const problem = z.object({ type: z.string() });

/** Loaded where it is needed only: whoever has a certificate of their own runs none of it. */
async function library({ ca }: OrderParts): Promise<typeof import('acme-client')> {
  const acme = await import('acme-client');
  const { defaults } = acme.axios;
  defaults.timeout = limits.answerMs;
  defaults.maxContentLength = limits.bytes;
  // Pauses are ours: the keeper's are longer.
  Object.assign(defaults, { acmeSettings: { retryMaxAttempts: 1, retryDefaultDelay: 1 } });
  defaults.httpsAgent = new Agent(ca === undefined ? {} : { ca: [...rootCertificates, ca] });
  return acme;
}

async function prove(client: Client, { status, challenges }: Authorization, answers: Map<string, string>) {
  if (status === 'valid') return; // from an order before
  const challenge = challenges.find(({ type }) => type === 'http-01');
  if (challenge === undefined) throw new Error('the authority offers no challenge over HTTP');
  answers.set(challenge.token, await client.getChallengeKeyAuthorization(challenge));
  try {
    await client.completeChallenge(challenge);
    await client.waitForValidStatus(challenge);
  } finally {
    answers.delete(challenge.token);
  }
}

async function causeIn(client: Client, order: Order): Promise<string> {
  for (const { challenges } of await client.getAuthorizations(order)) {
    for (const { error } of challenges) {
      const word = problem.safeParse(error).data?.type.replace('urn:ietf:params:acme:error:', '') ?? '';
      if (causes.has(word)) return word;
    }
  }
  return 'other';
}

export async function orderCertificate(parts: OrderParts): Promise<Outcome> {
  const { directory, contact, name, accountKey, challenges } = parts;
  const { Client, crypto } = await library(parts);
  const client = new Client({
    directoryUrl: directory,
    accountKey,
    backoffAttempts: limits.looks,
    backoffMin: limits.firstPauseMs,
    backoffMax: limits.longestPauseMs,
  });
  let step: Step = 'directory';
  let order: Order | undefined;
  try {
    await client.getTermsOfServiceUrl();
    step = 'account';
    await client.createAccount({
      termsOfServiceAgreed: true,
      ...(contact === undefined ? {} : { contact: [contact] }),
    });
    step = 'order';
    order = await client.createOrder({ identifiers: [{ type: 'dns', value: name }] });
    const authorizations = await client.getAuthorizations(order);
    step = 'challenge';
    for (const authorization of authorizations) await prove(client, authorization, challenges);
    step = 'certificate';
    const key = await crypto.createPrivateEcdsaKey('P-256');
    const [, csr] = await crypto.createCsr({ altNames: [name] }, key);
    const cert = await client.getCertificate(await client.finalizeOrder(order, csr));
    const certificate = certificateOf(key.toString(), cert, name);
    if (certificate === undefined) throw new Error('the certificate is of another key or name');
    return { result: 'issued', certificate };
  } catch (error) {
    const cause =
      step === 'challenge' && order !== undefined ? await causeIn(client, order).catch(() => 'other') : 'other';
    return { result: 'refused', step, cause, error };
  }
}
