/**
 * Parts of the app that did not arrive. They are fetched when they are first shown, and a page is never given again what once failed.
 * @module
 */

const failed = new WeakSet<Error>();

/** What is built says so of each script that could not be had; of one that arrived and broke as well, which is our doing. */
export function watchFetching(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    // A script that could not be fetched is a TypeError (HTML, "fetch a single module script").
    if (payload instanceof TypeError) failed.add(payload);
  });
}

export function isNotFetched(error: unknown): boolean {
  return error instanceof Error && failed.has(error);
}

/** Whether loading the page anew would show anything: from the server, or from what the service worker keeps. */
export async function isToBeHad(): Promise<boolean> {
  try {
    return (await fetch('/')).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
