/**
 * The number on the app's icon (Badging API), for pages and the service worker. Without it nothing is lost: it is never in the way of what it counts.
 * @module
 */

/** Where the browser knows no such number, or the device's owner wants none, nothing happens. */
export async function showOnIcon(number: number): Promise<void> {
  if (!('setAppBadge' in navigator)) return;
  try {
    await (number === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(number));
  } catch (error) {
    // NotAllowedError: not allowed by its owner; the others: nowhere to show it. https://www.w3.org/TR/badging/#setappbadge-method
    if (!(error instanceof DOMException)) throw error;
  }
}
