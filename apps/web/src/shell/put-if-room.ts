/**
 * Into the browser's cache, which a full device takes nothing for.
 * @module
 */
/** False: this device has no room for it. */
export async function putIfRoom(cache: string, path: string, response: Response): Promise<boolean> {
  try {
    await (await caches.open(cache)).put(path, response);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'QuotaExceededError') return false;
    throw error;
  }
}
