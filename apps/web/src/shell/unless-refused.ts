/**
 * For what runs beside what somebody does on the screen.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';

/** That it failed for a reason outside this program is seen elsewhere; a mistake of ours is not hidden. */
export function unlessRefused(work: Promise<void>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof ClientError)) throw error;
  });
}
