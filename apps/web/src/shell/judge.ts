/**
 * Asks how hard a password is to guess, in a worker that lives for this one question. A module whose file could not be fetched once stays
 * missing to its page until it is loaded anew, and with it goes what was typed; a new worker fetches again.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';
import type { Judged } from '../worker/judged.ts';
import { strengthWorkerUrl, trustedUrl } from './trusted-types.ts';

/** Whether it is strong enough. Rejects with {@link ClientError} where the word lists are not to be had. */
export async function judge(judged: Judged): Promise<boolean> {
  const worker = new Worker(trustedUrl(strengthWorkerUrl), { type: 'module', name: 'obhut-strength' });
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  worker.addEventListener('message', ({ data }: MessageEvent<boolean>) => resolve(data));
  // Only what broke in its script comes with a message; a script that did not come has none.
  worker.addEventListener('error', (event: Event) =>
    reject(event instanceof ErrorEvent ? new Error(event.message) : new ClientError('offline')),
  );
  worker.postMessage(judged);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}
