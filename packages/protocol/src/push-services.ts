/**
 * Which push services a server speaks to: by the names of their machines, so that nobody has it call an address of their choosing.
 * @module
 */

/** Of the browsers that there are: Chrome and most others, Firefox, Safari, Edge on Windows. */
export const usualPushServices: readonly string[] = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

/** A name, or with `*.` in front all names below it; never an address in numbers. */
export const pushServicePattern = /^(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}$/u;

function isNamed(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** https on its usual port, a name, a path; nothing before the name, and nothing behind a `#`. */
const endpointForm = /^https:\/\/([a-z0-9.-]+)(?::443)?\/[^\s#\\]*$/iu;

/** Whether it is an address of one of them. */
export function isOfPushService(endpoint: string, services: readonly string[]): boolean {
  const host = endpointForm.exec(endpoint)?.[1]?.toLowerCase();
  return host !== undefined && services.some((pattern) => isNamed(host, pattern));
}
