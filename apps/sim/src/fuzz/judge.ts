/**
 * What an answer must be, whatever was asked: one of the protocol's codes with its status, or what the call is declared to answer; and nothing of
 * an institution that the caller has no part in.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { errorBody, statusOf } from '@obhut/protocol/errors.ts';
import { routes, type RouteName } from '@obhut/protocol/routes.ts';
import { Needles } from '../drill/needles.ts';

export interface Answered {
  readonly status: number;
  readonly body: Bytes;
}

function answerOf(name: RouteName, body: Bytes): unknown {
  try {
    return decodeCbor(routes[name].response, body);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function codeIn(body: Bytes): { code: keyof typeof statusOf } | undefined {
  try {
    return decodeCbor(errorBody, body);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** What is wrong with it, or null; and what it says, if it answers. */
export function judge(name: RouteName, { status, body }: Answered): { wrong: string | null; value: unknown } {
  if (status === 200) {
    const value = answerOf(name, body);
    return { wrong: value === undefined ? 'the answer is not as declared' : null, value };
  }
  const refusal = codeIn(body);
  if (refusal === undefined) return { wrong: `status ${status} without a code`, value: undefined };
  if (statusOf[refusal.code] !== status)
    return { wrong: `status ${status} with the code ${refusal.code}`, value: undefined };
  return { wrong: status >= 500 ? `status ${status}: ${refusal.code}` : null, value: undefined };
}

/** So many bytes at the end of something sealed are nobody else's. */
const tailBytes = 16;
/** Shorter ones are ids and hashes, which may be said by whoever has heard of them. */
const leastBytes = 40;

function sealedIn(value: unknown, found: Uint8Array[]): void {
  if (value instanceof Uint8Array) {
    if (value.length >= leastBytes) found.push(value.subarray(-tailBytes));
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) sealedIn(inner, found);
}

/** What others have written, sought in what is answered. */
export class Foreign {
  readonly #needles: Needles<true>;
  readonly count: number;

  constructor(written: readonly unknown[]) {
    const found: Uint8Array[] = [];
    for (const value of written) sealedIn(value, found);
    this.#needles = new Needles(found.map((bytes) => ({ bytes, of: true })));
    this.count = found.length;
  }

  isIn(body: Bytes): boolean {
    let isThere = false;
    this.#needles.seek(body, () => (isThere = true));
    return isThere;
  }
}
