/**
 * What the app needs of a browser. Where something is missing, the page that says so is shown instead of a white one.
 * @module
 */

const needed: readonly (readonly [string, () => boolean])[] = [
  ['Worker', () => typeof Worker === 'function'],
  ['indexedDB', () => typeof indexedDB === 'object'],
  ['crypto.subtle', () => typeof crypto.subtle === 'object'],
  ['navigator.locks', () => 'locks' in navigator],
  ['BroadcastChannel', () => typeof BroadcastChannel === 'function'],
  ['localStorage', () => typeof localStorage === 'object'],
  ['WebAssembly', () => typeof WebAssembly === 'object'],
  ['Map.groupBy', () => typeof Map.groupBy === 'function'],
  ['Array.prototype.toSorted', () => typeof [].toSorted === 'function'],
  ['Intl.ListFormat', () => typeof Intl.ListFormat === 'function'],
  ['Intl.PluralRules', () => typeof Intl.PluralRules === 'function'],
];

function isThere(has: () => boolean): boolean {
  try {
    return has();
  } catch {
    // Such as localStorage where the reader has forbidden it: merely asking throws.
    return false;
  }
}

/** The names of what is missing; empty in a browser that can run the app. */
export function missingHere(): string[] {
  return needed.filter(([, has]) => !isThere(has)).map(([name]) => name);
}
