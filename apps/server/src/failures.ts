/**
 * Every failure becomes one of the protocol's codes here, and nowhere else.
 * @module
 */
import { encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError, errorBody, type ErrorCode, statusOf } from '@obhut/protocol/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';

const ofFramework = new Map<string, ErrorCode>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'too-large'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'unsupported'],
  ['FST_ERR_NOT_FOUND', 'not-found'],
  ['FST_ERR_RATE_LIMIT', 'too-many-requests'],
]);

/** What PostgreSQL says while it starts or stops, and the driver when it cannot connect. */
const databaseAway = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

function property(error: unknown, name: 'code' | 'statusCode'): unknown {
  return error instanceof Error && name in error ? Reflect.get(error, name) : undefined;
}

export function codeOf(error: unknown): ErrorCode {
  if (error instanceof ApiError) return error.code;
  if (error instanceof MalformedError) return 'malformed';
  const [code, status] = [String(property(error, 'code')), property(error, 'statusCode')];
  const known = ofFramework.get(code);
  if (known !== undefined) return known;
  if (databaseAway.has(code)) return 'unavailable';
  if (status === 429) return 'too-many-requests';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'malformed' : 'internal';
}

/** The line broke while a body came: that is nothing of ours, and nobody is there to be answered. */
function isCut(error: unknown, { raw }: FastifyRequest): boolean {
  return error instanceof Error && raw.errored === error && property(error, 'code') === 'ECONNRESET';
}

export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = isCut(error, request) ? 'malformed' : codeOf(error);
  if (code === 'internal' || code === 'unavailable') request.log.error({ err: error }, 'failed');
  const detail = error instanceof ApiError ? error.detail : undefined;
  const body: z.infer<typeof errorBody> = detail === undefined ? { code } : { code, detail };
  return reply
    .code(statusOf[code])
    .type('application/cbor')
    .send(Buffer.from(encodeCbor(body)));
}
