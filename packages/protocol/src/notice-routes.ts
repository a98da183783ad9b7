/**
 * Waking a device that has no page open, by a push service and without content (RFC 8030, RFC 8292): whom, where, and when not.
 * @module
 */
import * as z from 'zod/mini';
import { bytesExactly, id } from './fields.ts';
import { noticeHours } from './notice-hours.ts';

/** Of one persona; the one that was there longest makes room. */
export const mostNoticeDevices = 16;

const endpoint = z.string().check(z.minLength(1), z.maxLength(1024));
const nothing = z.strictObject({});

export const noticeRoutes = {
  /** The server's key by which push services know it (RFC 8292): an uncompressed point of P-256. */
  'notice/key': { needs: 'persona', request: nothing, response: z.strictObject({ key: bytesExactly(65) }) },
  /**
   * The device with this tag (as sessions name it) is to be woken there, in place of where it was before. `refused`: the address is of no push
   * service that this server speaks to, or the device was ended.
   */
  'notice/start': { needs: 'persona', request: z.strictObject({ device: id, endpoint }), response: nothing },
  /** Null: none of the caller's devices. */
  'notice/end': { needs: 'persona', request: z.strictObject({ device: z.nullable(id) }), response: nothing },
  /** `isOn`: whether this device is to be woken; `endpoint`, whether there. `hours`: the caller's own, or the usual ones. */
  'notice/read': {
    needs: 'persona',
    request: z.strictObject({ device: id, endpoint: z.nullable(endpoint) }),
    response: z.strictObject({ isOn: z.boolean(), hours: noticeHours }),
  },
  /** Of all the caller's devices. Outside of them nobody is woken: what is urgent wakes all but staff. */
  'notice/hours': { needs: 'persona', request: z.strictObject({ hours: noticeHours }), response: nothing },
} as const;
