/**
 * What somebody does who has lost a device that was signed in: a new secret for the account, then new keys for the person in every space,
 * then what one could read is rekeyed. Each step goes on where it was cut off.
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import type { AccountSession } from '../account/device.ts';
import { renewAccount } from '../account/renewal.ts';
import type { VaultContent } from '../account/vault-content.ts';
import type { VaultKeeper } from '../account/vault.ts';
import { ClientError } from '../failure.ts';
import { mend } from '../engine/mend.ts';
import type { Peer } from '../engine/peer.ts';
import { isLastOwnerHere, planRenewal } from '../plans/renew.ts';
import type { Device } from './device.ts';
import { sheetIsDue } from './ways.ts';

type Persona = VaultContent['personas'][number];

/** Decides for a new persona in every institution, in the same step as the new secret: the lost device has the keys of all of them. */
function withNext(content: VaultContent, own: Bytes | undefined): VaultContent {
  const personas = content.personas.map((persona) => ({ ...persona, next: persona.next ?? randomBytes(32) }));
  // All others are out with the old secret.
  const devices = (content.devices ?? []).filter(({ id }) => own !== undefined && equalBytes(id, own));
  // Whoever has the lost device may have read the keys of snapshots.
  return { ...content, personas, devices, snapshots: [] };
}

/** Nothing is left behind under the old keys, and nobody is the last who owns what they leave. */
async function isReadyToRenew(device: Device): Promise<void> {
  const { peer, outbox, parts } = device;
  if (peer === null || device.isLetter) throw new ClientError('not-allowed');
  await peer.refresh();
  if (isLastOwnerHere(peer.institution, parts.clock.today())) throw new ClientError('last-owner');
  await device.flush();
  if ((outbox?.waiting.length ?? 0) > 0) throw new ClientError('outbox-waiting');
}

/** Of an institution that one has left nothing is to be renewed. */
async function isStillIn({ peer }: Device): Promise<boolean> {
  return peer !== null && (await isIn(peer));
}

/** `devices`: of the account, each institution's; the one in front first. */
export async function renewSecret(
  devices: readonly Device[],
  account: AccountSession,
  vault: VaultKeeper,
  password: string,
): Promise<AccountSession> {
  const [inFront] = devices;
  if (inFront === undefined) throw new ClientError('not-allowed');
  const { parts, settings } = inFront;
  for (const device of devices) if (device === inFront || (await isStillIn(device))) await isReadyToRenew(device);
  const renewed = await renewAccount(parts, account, vault, password, (content) => withNext(content, settings?.device));
  await sheetIsDue(parts.store);
  return renewed;
}

function selfOf(institution: Bytes, seed: Bytes): { id: Bytes; keys: ReturnType<typeof memberKeys> } {
  const keys = memberKeys('persona', seed);
  return { id: memberId('persona', institution, keys.sign.publicKey, keys.kem.hash), keys };
}

/** False: nobody of this name is a member of anything. */
async function isIn(peer: Peer): Promise<boolean> {
  try {
    await peer.session.token();
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') return false;
    throw error;
  }
}

/** The new persona stands where the old one stood when this resolves; the device acts as it, and has rekeyed what it may. */
export async function renewPersona(
  device: Device,
  vault: VaultKeeper,
  { institution, leadership, seed, next }: Persona & { next: Bytes },
): Promise<void> {
  const old = device.newPeer(institution, leadership, selfOf(institution, seed));
  const renewed = device.newPeer(institution, leadership, selfOf(institution, next));
  if (await isIn(old)) {
    await old.load();
    await old.refresh();
    await old.write((act) => planRenewal(act, next), 'leave');
  }
  await vault.update((content) => ({
    ...content,
    personas: content.personas.map((persona) =>
      toHex(persona.institution) === toHex(institution) ? { institution, leadership, seed: next } : persona,
    ),
  }));
  // There was nothing to take the place of.
  if (!(await isIn(renewed))) return;
  await device.enter(renewed);
  await renewed.refresh();
  try {
    await mend(renewed, device.parts.clock.today(), (progress) => device.showMending(progress));
  } finally {
    device.showMending(null);
  }
}
