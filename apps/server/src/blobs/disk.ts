/**
 * What a disk says when it cannot do what it is asked: for whoever waits it is a matter of now, and they try again.
 * @module
 */
import { constants } from 'node:os';
import { ApiError } from '@obhut/protocol/errors.ts';

/** Full (also for us alone), broken, gone read-only, out of descriptors, not ours. By number: Node has no name for a quota that is used up. */
const { ENOSPC, EDQUOT, EIO, EROFS, EMFILE, ENFILE, EACCES } = constants.errno;
const refusals = new Set([ENOSPC, EDQUOT, EIO, EROFS, EMFILE, ENFILE, EACCES]);

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && refusals.has(-Number(error.errno));
}

/** Rejects with `ApiError('unavailable', 'storage')` where the disk refuses. */
export async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isRefusal(error) ? new ApiError('unavailable', 'storage', error) : error;
  }
}
