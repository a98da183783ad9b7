/**
 * Asking for keys: a member whose box or keyring entries are missing or wrong says so, and whoever may write there sees it
 * (protocol.md, section 5, Boxes). It is about availability alone: no key, and nothing to seal to, is in it.
 * @module
 */
import * as z from 'zod/mini';
import { id, uint } from './fields.ts';

/** `box`: box and entries of the newest epoch. `rekey`: they fail after one request. `nothing`: they are there now. */
const needs = ['box', 'rekey', 'nothing'] as const;

export const askRequest = z.strictObject({ space: id, epoch: uint, need: z.enum(needs) });

const ask = z.strictObject({ space: id, epoch: uint, member: id, need: z.enum(['box', 'rekey']) });
export type Ask = z.infer<typeof ask>;

export const asksResult = z.strictObject({ asks: z.array(ask) });

/** What nobody has asked again for so many days is forgotten. */
export const askDays = 35;
