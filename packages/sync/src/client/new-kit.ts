/**
 * What an owner does about the sheet in the safe through the {@link Client} port: have another, and answer whoever uses it.
 * @module
 */
import { kitKeys } from '@obhut/crypto/kit.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers, type Recovery } from '@obhut/protocol/state.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { planNewKit } from '../plans/recover.ts';
import type { Store } from '../store/store.ts';
import { areDigitsOf } from './admit.ts';
import type { Device } from './device.ts';
import type { KitForm, KitSheet } from './kit-commands.ts';
import { areWrittenDown, printSheets } from './kit-sheets.ts';
import { mendAll } from './standing.ts';

const dueKey = 'plan/new-kit';

/** Whoever came in by a sheet has used it up: from now on another is asked for, over reloads of the page. */
export async function kitIsDue(device: Device): Promise<void> {
  await device.parts.store.write([{ table: 'meta', key: dueKey, put: Uint8Array.of(1) }]);
  device.isKitDue = true;
}

export async function isKitDue(store: Store): Promise<boolean> {
  return (await store.get('meta', dueKey)) !== null;
}

function assertOwner(device: Device, peer: Peer): void {
  const state = peer.institution.logs(peer.institution.leadership);
  const way = state === undefined ? null : peer.institution.way(state, device.parts.clock.today());
  if (way?.acting.role !== 'owner') throw new ClientError('not-allowed');
}

/** A kit that was shown and is not on paper so far. */
export interface DrawnKit {
  seed: Bytes;
  sheets: KitSheet[];
}

/** A new kit, which is good for nothing until {@link keepKit}. */
export async function drawKit(device: Device, peer: Peer, form: KitForm): Promise<DrawnKit> {
  assertOwner(device, peer);
  const seed = randomBytes(32);
  return { seed, sheets: await printSheets({ seed, institution: peer.institution.id }, form) };
}

/** It is on paper, of which each sheet's last group was typed: it takes the place of the one before, to which nothing is sealed any more. */
export async function keepKit(
  device: Device,
  peer: Peer,
  { seed, sheets }: DrawnKit,
  lastGroups: readonly string[],
): Promise<void> {
  assertOwner(device, peer);
  if (!areWrittenDown(sheets, lastGroups)) throw new ClientError('wrong-last-group');
  const { leadership } = peer.institution;
  const keys = kitKeys(seed);
  await peer.write((act) => {
    // The answer to an earlier try may have been lost.
    const isIn = activeMembers(act.state(leadership), act.today).some(
      ({ sign }) => sign !== null && equalBytes(sign, keys.sign.publicKey),
    );
    if (!isIn) planNewKit(act, keys);
  });
  await device.parts.store.write([{ table: 'meta', key: dueKey, delete: true }]);
  device.isKitDue = false;
  device.changed();
  await mendAll(device, peer);
}

function pendingAt(peer: Peer): Recovery {
  const pending = peer.institution.logs(peer.institution.leadership)?.recovery;
  if (pending === null || pending === undefined) throw new ClientError('not-allowed');
  return pending;
}

/** `digits`: from the screen of whoever asks. */
export async function approveRecovery(device: Device, peer: Peer, digits: string): Promise<void> {
  const { id, leadership } = peer.institution;
  const { member, index: request } = pendingAt(peer);
  if (!areDigitsOf(id, member.id, digits)) throw new ClientError('digits-of-another');
  await peer.write((act) => {
    // Another may have been asked for meanwhile, whom nobody has seen.
    const pending = act.state(leadership).recovery;
    if (pending?.index === request && !pending.approved)
      act.record(leadership, 'recovery-approve', () => ({ request }));
  });
  device.changed();
}

/** Whoever asks by now: nobody becomes an owner by it. */
export async function vetoRecovery(device: Device, peer: Peer): Promise<void> {
  const { leadership } = peer.institution;
  assertOwner(device, peer);
  await peer.write((act) => {
    const request = act.state(leadership).recovery?.index;
    if (request !== undefined) act.record(leadership, 'veto', () => ({ request }));
  });
  device.changed();
}
