/**
 * Confirming keys: a member of the staff says that box and keyring of a space's newest epoch open, so that those of earlier epochs may go
 * (protocol.md, section 5, Boxes; docs/decisions/0028).
 * @module
 */
import * as z from 'zod/mini';
import { id, uint } from './fields.ts';

export const confirmRequest = z.strictObject({
  places: z.array(z.strictObject({ space: id, epoch: uint })).check(z.minLength(1), z.maxLength(64)),
});

/** A confirmation by somebody else than who made the epoch is good after so many days, unless a member misses something of it. */
export const confirmedDays = 7;
/** Without any, what an epoch has superseded goes after so many days. */
export const supersededDays = 35;
