/**
 * What each command answers with.
 * @module
 */
import * as z from 'zod/mini';
import type { CommandName, ResultOf } from './messages.ts';

const letter = z.object({
  fragment: z.string(),
  code: z.string(),
  typed: z.string(),
  mailbox: z.string(),
  until: z.number(),
});
const planResult = z.object({ spaces: z.record(z.string(), z.string()), letters: z.record(z.string(), letter) });

export const resultForms: { readonly [Name in CommandName]: z.ZodMiniType<ResultOf<Name>> } = {
  register: z.void(),
  login: z.void(),
  logout: z.void(),
  recover: z.void(),
  drawSheet: z.object({ login: z.string(), recovery: z.string(), secondSecret: z.nullable(z.string()) }),
  keepSheet: z.void(),
  sheetLater: z.void(),
  changePassword: z.void(),
  ways: z.array(z.object({ id: z.string(), kind: z.enum(['password', 'passkey', 'recovery']), since: z.number() })),
  removeWay: z.void(),
  renew: z.void(),
  checkPassword: z.void(),
  addPasskey: z.void(),
  loginByPasskey: z.void(),
  applyForPairing: z.string(),
  awaitPairing: z.object({ digits: z.nullable(z.string()), isIn: z.boolean() }),
  answerPairing: z.void(),
  isPairingReady: z.boolean(),
  admitPaired: z.void(),
  deleteAccount: z.void(),
  found: z.object({ institution: z.string() }),
  chooseKitForm: z.void(),
  kitKept: z.void(),
  drawKit: z.array(
    z.object({
      lines: z.array(z.string()),
      part: z.nullable(z.object({ number: z.number(), set: z.string() })),
    }),
  ),
  keepKit: z.void(),
  checkKit: z.object({
    lines: z.array(z.array(z.number())),
    pair: z.nullable(z.enum(['same-sheet', 'other-set'])),
  }),
  requestRecovery: z.void(),
  awaitRecovery: z.void(),
  giveUpRecovery: z.void(),
  approveRecovery: z.void(),
  vetoRecovery: z.void(),
  createSpace: z.string(),
  perform: planResult,
  planResult,
  forgetPlan: z.void(),
  invite: letter,
  admit: z.void(),
  endAccess: z.void(),
  replacePerson: z.void(),
  openLetter: z.void(),
  claim: z.void(),
  send: z.string(),
  deleteEvent: z.void(),
  takeFile: z.object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.number(),
    thumbnail: z.nullable(z.instanceof(Blob)),
  }),
  dropFile: z.void(),
  openFile: z.instanceof(Blob),
  unsend: z.void(),
  evidenceFile: z.instanceof(Uint8Array),
};
