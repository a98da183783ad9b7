/**
 * A letter: an invite that is a member of `everyone`, the given groups and a mailbox of its own, with its boxes beforehand, so that the
 * invited person reads at once (protocol.md, section 7).
 * @module
 */
import type { MemberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Act } from '../authoring/act.ts';
import { keyedEntry, spaceEntry } from '../authoring/entries.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { speakInto } from '../authoring/speak.ts';
import { ClientError } from '../failure.ts';
import type { Institution } from '../institution.ts';
import { bucketsFor } from './found.ts';
import { founderThrough } from './make.ts';

export interface Invitee {
  /** `H(ctx("invite", r))[0..16]` */
  id: Bytes;
  keys: MemberKeys;
  /** Last day on which it can be claimed. */
  until: number;
}

function admit(act: Act, space: Bytes, invitee: Invitee, grants: 'reader' | 'writer'): void {
  const member = keyedEntry(invitee.id, 'invite', 'reader', invitee.keys, invitee.until);
  act.record(space, 'invite', () => ({ member, grants }));
}

/** Whoever is invited reads what is for everyone: in the years of `audiences`, where these name it, else in that which is going on. */
export function letterAudiences(institution: Institution, audiences: readonly Bytes[]): Bytes[] {
  if (audiences.some((space) => institution.logs(space)?.kind === 'everyone')) return [...audiences];
  const { everyone } = institution;
  if (everyone === null) throw new ClientError('not-allowed');
  return [everyone, ...audiences];
}

/** Adds everything to `act` and returns the mailbox's id. `audiences`: `everyone` and the groups. `nonce`: the mailbox's. */
export function planInvite(
  act: Act,
  team: Bytes,
  audiences: readonly Bytes[],
  invitee: Invitee,
  utterances: readonly Utterance[],
  nonce = randomBytes(16),
): Bytes {
  const { institution } = act;
  const through = founderThrough(institution, 'mailbox', act.today);
  if (through === null) throw new ClientError('not-allowed');
  const led = [spaceEntry(institution.leadership, 'owner'), spaceEntry(team, 'admin')];
  const mailbox = act.genesis('mailbox', through, led, nonce);
  act.publish(mailbox, invitee.keys.kem);
  admit(act, mailbox, invitee, 'writer');
  act.rekey(mailbox, [...new Set([null, ...bucketsFor(utterances)])]);
  for (const utterance of utterances) speakInto(act, mailbox, utterance);
  for (const space of audiences) {
    admit(act, space, invitee, 'reader');
    act.box(space, act.memberNamed(space, invitee.id));
  }
  return mailbox;
}
