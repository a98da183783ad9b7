/**
 * The server's half of a PIN on a shared tablet (protocol.md, section 3; docs/decisions/0018): OPAQUE as for a password, ten tries.
 * @module
 */
import * as z from 'zod/mini';
import { opaqueMessage } from './account-routes.ts';
import { id, uint } from './fields.ts';

/** Wrong ones in a row; then the record is gone. */
export const mostPinTries = 10;
/** PINs that one persona may have, each on a tablet of its own. */
export const mostPins = 20;

const nothing = z.strictObject({});

export const pinRoutes = {
  /** By the person whose PIN it is. `pin`: random, made by the tablet. */
  'pin/register-start': {
    needs: 'persona',
    request: z.strictObject({ pin: id, message: opaqueMessage }),
    response: z.strictObject({ message: opaqueMessage }),
  },
  /** `device`: the tablet, which alone may try it. `conflict`: there is one of this id. `refused`: the person has as many as they may. */
  'pin/register-finish': {
    needs: 'persona',
    request: z.strictObject({ pin: id, device: id, record: opaqueMessage }),
    response: nothing,
  },
  /** By the tablet; counts as a wrong try until it is finished. `left`: tries after this one. `not-found`: no such PIN, or tried too often. `unauthenticated`: it was removed. */
  'pin/login-start': {
    needs: 'persona',
    request: z.strictObject({ pin: id, message: opaqueMessage }),
    response: z.strictObject({ login: id, message: opaqueMessage, left: uint }),
  },
  /** `unauthenticated`: wrong. */
  'pin/login-finish': {
    needs: 'persona',
    request: z.strictObject({ login: id, message: opaqueMessage }),
    response: nothing,
  },
  /** By the tablet or the person; one that is not there is no mistake. */
  'pin/remove': { needs: 'persona', request: z.strictObject({ pin: id }), response: nothing },
} as const;

/** What both sides of OPAQUE bind a PIN to. */
export function pinIdentifiers(pinHex: string): { client: string; server: string } {
  return { client: `pin ${pinHex}`, server: 'obhut/1' };
}
