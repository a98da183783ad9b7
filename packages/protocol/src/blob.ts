/**
 * Blobs on the wire: `PUT` and `GET /api/blob`. Space, id and expiry travel in headers, so that no address names anything.
 * @module
 */
export const blobPath = '/api/blob';
export const livePath = '/api/live';

/** 32 hex digits each; the expiry is a day, 0 for none. */
export const blobHeaders = { space: 'obhut-space', blob: 'obhut-blob', expiry: 'obhut-expiry' } as const;
export const mostBlobBytes = 268_435_456;
