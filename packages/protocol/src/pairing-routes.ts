/**
 * The mailbox through which a signed-in device admits a new one: four slots, written once each, for ten minutes.
 * @module
 */
import * as z from 'zod/mini';
import { bytesUpTo, id } from './fields.ts';

/** `offer` opens the mailbox; `sealed` is handed out once, which ends it. */
export const pairingSlots = ['offer', 'answer', 'reveal', 'sealed'] as const;
export type PairingSlot = (typeof pairingSlots)[number];

export const pairingLifeMs = 600_000;

const slot = z.enum(pairingSlots);

export const pairingRoutes = {
  /** `conflict`: something is there. `not-found`: no such mailbox, or over. */
  'pairing/put': {
    needs: 'nothing',
    request: z.strictObject({ mailbox: id, slot, bytes: bytesUpTo(3072) }),
    response: z.strictObject({}),
  },
  /** Empty: nothing so far. */
  'pairing/get': {
    needs: 'nothing',
    request: z.strictObject({ mailbox: id, slot }),
    response: z.strictObject({ bytes: bytesUpTo(3072) }),
  },
} as const;
