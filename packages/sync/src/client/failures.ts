/**
 * What the person is told of an error: one of a closed list. Whatever is not foreseen is a mistake of ours and is thrown on.
 * @module
 */
import { ApiError, type ErrorCode } from '@obhut/protocol/errors.ts';
import { ClientError, type Failure } from '../failure.ts';
import { StorageFullError } from '../store/store.ts';
import { OfflineError } from '../transport/transport.ts';

const byCode: Record<ErrorCode, Failure> = {
  malformed: 'update-needed',
  unauthenticated: 'not-allowed',
  'not-found': 'not-allowed',
  'method-not-allowed': 'update-needed',
  conflict: 'busy',
  'too-large': 'too-large',
  unsupported: 'update-needed',
  misdirected: 'wrong-address',
  refused: 'not-allowed',
  'too-many-requests': 'too-many-requests',
  internal: 'server',
  unavailable: 'offline',
  'quota-exceeded': 'quota-exceeded',
};

/** `instead`: what some codes mean in this call. */
export function failureOf(error: unknown, instead: Partial<Record<ErrorCode, Failure>> = {}): Failure | null {
  if (error instanceof ClientError) return error.failure;
  if (error instanceof OfflineError) return 'offline';
  if (error instanceof StorageFullError) return 'storage-full';
  if (!(error instanceof ApiError)) return null;
  if (error.detail === 'device-ended') return 'device-ended';
  // The network is not at fault, and nobody should look for it there.
  if (error.code === 'unavailable' && error.detail === 'storage') return 'server-full';
  return error.detail === 'day' ? 'clock' : (instead[error.code] ?? byCode[error.code]);
}

/** Runs `work`; what goes wrong outside this program becomes a {@link ClientError}. */
export async function orFailure<Result>(
  work: () => Promise<Result>,
  instead: Partial<Record<ErrorCode, Failure>> = {},
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error, instead);
    throw failure === null ? error : new ClientError(failure);
  }
}
