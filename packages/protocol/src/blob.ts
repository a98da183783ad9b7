/**
 * Blobs on the wire: `PUT` and `GET /api/blob`. Space, id and expiry travel in headers, so that no address names anything.
 * @module
 */
import * as z from 'zod/mini';
import { uint } from './fields.ts';

export const blobPath = '/api/blob';
export const livePath = '/api/live';

/** 32 hex digits each; the offset in decimal: the first byte that is sent. */
export const blobHeaders = { space: 'obhut-space', blob: 'obhut-blob', offset: 'obhut-offset' } as const;
/** Of ciphertext. */
export const mostBlobBytes = 268_435_456;

/** How many bytes of a blob the server has: the answer to an announcement, and to each piece. */
export const blobProgress = z.strictObject({ offset: uint });
