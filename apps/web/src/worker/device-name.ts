/**
 * What a device calls itself until its owner says otherwise. Only they read it.
 * @module
 */

/** The first that is found counts: later ones are named by many that are not theirs. */
const systems: readonly [RegExp, string][] = [
  [/iPhone/u, 'iPhone'],
  [/iPad/u, 'iPad'],
  [/Android/u, 'Android'],
  [/CrOS/u, 'Chromebook'],
  [/Windows/u, 'Windows'],
  [/Macintosh/u, 'Mac'],
  [/Linux/u, 'Linux'],
];
const browsers: readonly [RegExp, string][] = [
  [/Firefox|FxiOS/u, 'Firefox'],
  [/Edg/u, 'Edge'],
  [/Chrome|CriOS/u, 'Chrome'],
  [/Safari/u, 'Safari'],
];

function nameIn(named: readonly [RegExp, string][], userAgent: string): string | null {
  return named.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}

export function deviceName(userAgent: string): string {
  const names = [nameIn(browsers, userAgent), nameIn(systems, userAgent)].filter((name) => name !== null);
  return names.length === 0 ? 'Browser' : names.join(' · ');
}
