/**
 * The scripts that this page may start besides its own. Every other address is refused by the browser.
 * @module
 */
const workers = import.meta.glob<string>(['../worker/sync-worker.ts', '../worker/intake-worker.ts'], {
  eager: true,
  query: '?worker&url',
  import: 'default',
});

/** Where the build puts the sync worker, and the worker of an import. */
export const workerUrl = workers['../worker/sync-worker.ts'] ?? '';
export const intakeWorkerUrl = workers['../worker/intake-worker.ts'] ?? '';

declare global {
  interface Window {
    /** W3C Trusted Types; TypeScript's own library of the DOM has it not. */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ): { createScriptURL: (url: string) => string };
    };
  }
}

const allowed: readonly string[] = [workerUrl, intakeWorkerUrl, '/sw.js'];

function check(url: string): string {
  if (!allowed.includes(url)) throw new TypeError('not a script of ours');
  return url;
}

/** Browsers without Trusted Types take the text itself. */
const policy = window.trustedTypes?.createPolicy('obhut', { createScriptURL: check });

export function trustedUrl(url: string): string {
  return policy === undefined ? check(url) : policy.createScriptURL(url);
}
