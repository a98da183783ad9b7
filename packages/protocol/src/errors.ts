/**
 * The closed list of what a request may be answered with when it is not answered. Unknown and forbidden look the same.
 * @module
 */
import * as z from 'zod/mini';

export const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  misdirected: 421,
  refused: 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
  'quota-exceeded': 507,
} as const;

export type ErrorCode = keyof typeof statusOf;

const codes = [
  'malformed',
  'unauthenticated',
  'not-found',
  'method-not-allowed',
  'conflict',
  'too-large',
  'unsupported',
  'misdirected',
  'refused',
  'too-many-requests',
  'internal',
  'unavailable',
  'quota-exceeded',
] as const satisfies readonly ErrorCode[];

/** `detail` is for developers: one of a fixed set of words, never anything that was sent. */
export const errorBody = z.strictObject({
  code: z.enum(codes),
  detail: z.optional(z.string().check(z.maxLength(200))),
});

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  /** `cause`: what it was, for whoever reads the log; it goes over no wire. */
  constructor(code: ErrorCode, detail?: string, cause?: unknown) {
    super(detail === undefined ? code : `${code}: ${detail}`, cause === undefined ? {} : { cause });
    this.code = code;
    this.detail = detail;
  }
}
