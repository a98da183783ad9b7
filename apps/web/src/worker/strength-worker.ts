/**
 * The worker that judges one password: the word lists are large, and a page does not stand still for them.
 * @module
 */
import type { Judged } from './judged.ts';
import { isStrongEnough } from './password-strength.ts';

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener('message', ({ data }: MessageEvent<Judged>) => {
  self.postMessage(isStrongEnough(data.password, data.near));
});
