/**
 * What the OPAQUE library throws, in the protocol's codes.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';

/** The library throws for messages that are none, and for a proof that does not hold. */
export function orCode<Result>(code: 'malformed' | 'unauthenticated', work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new ApiError(code);
  }
}
