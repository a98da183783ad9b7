/** The app's files, put in by the build. */
declare const AT_ONCE: readonly string[];
declare const WHEN_USED: readonly string[];
/** Where the service worker's second script is. */
declare const NEWS_SCRIPT: string;

interface ServiceWorkerGlobalScope {
  /** Put in by that script. */
  whatIsNew?: () => Promise<import('./shown.ts').WhatIsNew | null>;
  /** W3C Trusted Types; TypeScript's own library of workers has it not. */
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL: (url: string) => string };
  };
}
