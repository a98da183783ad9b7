/**
 * Whether an error says only that the server cannot be reached now: what waits goes on waiting.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import { OfflineError } from '../transport/transport.ts';

export function isUnreachable(error: unknown): boolean {
  return error instanceof OfflineError || (error instanceof ApiError && error.code === 'unavailable');
}
