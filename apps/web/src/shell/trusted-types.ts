/**
 * The scripts that this page may start besides its own, and the only HTML that anything may set: none. Everything else is refused by the browser.
 * @module
 */
const workers = import.meta.glob<string>('../worker/{sync,intake,pdf,strength}-worker.ts', {
  eager: true,
  query: '?worker&url',
  import: 'default',
});

/** Where the build puts the sync worker, the worker of an import, the reader of PDF files, and the judge of passwords. */
export const workerUrl = workers['../worker/sync-worker.ts'] ?? '';
export const intakeWorkerUrl = workers['../worker/intake-worker.ts'] ?? '';
export const pdfWorkerUrl = workers['../worker/pdf-worker.ts'] ?? '';
export const strengthWorkerUrl = workers['../worker/strength-worker.ts'] ?? '';

declare global {
  interface Window {
    /** W3C Trusted Types; TypeScript's own library of the DOM has it not. */
    readonly trustedTypes?: {
      createPolicy(
        name: 'obhut',
        rules: { createScriptURL: (url: string) => string },
      ): { createScriptURL: (url: string) => string };
      /** Asked where plain text is set; null: it stays refused. */
      createPolicy(name: 'default', rules: { createHTML: (html: string) => string | null }): unknown;
    };
  }
}

const allowed: readonly string[] = [workerUrl, intakeWorkerUrl, pdfWorkerUrl, strengthWorkerUrl, '/sw.js'];

function check(url: string): string {
  if (!allowed.includes(url)) throw new TypeError('not a script of ours');
  return url;
}

/** Browsers without Trusted Types take the text itself. */
const policy = window.trustedTypes?.createPolicy('obhut', { createScriptURL: check });

export function trustedUrl(url: string): string {
  return policy === undefined ? check(url) : policy.createScriptURL(url);
}

/** React Aria empties its announcer by `innerHTML = ''`, whenever a day is typed. */
window.trustedTypes?.createPolicy('default', { createHTML: (html) => (html === '' ? html : null) });
