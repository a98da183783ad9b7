/**
 * The devices on which one is signed in, as the vault lists them; and how one ends the sessions of another (docs/decisions/0026).
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { accountDeviceTag, memberId, personaDeviceTag } from '@obhut/protocol/ids.ts';
import type { AccountSession } from '../account/device.ts';
import { dropPasskeys } from '../account/passkey.ts';
import { accountCall, endAccountSession } from '../account/session.ts';
import type { VaultContent } from '../account/vault-content.ts';
import type { VaultKeeper } from '../account/vault.ts';
import type { Peer } from '../engine/peer.ts';
import { orIsOver } from '../engine/session.ts';
import { ClientError } from '../failure.ts';
import type { Device } from './device.ts';
import type { OwnDevice } from './here-commands.ts';

/** Those that were used longest ago are listed no more. */
const mostListed = 64;
const mostName = 60;

type Listed = NonNullable<VaultContent['devices']>[number];

function ownIdOf(device: Device): Bytes {
  if (device.settings === null) throw new ClientError('not-allowed');
  return device.settings.device;
}

function withDevice(content: VaultContent, device: Listed): VaultContent {
  const others = (content.devices ?? []).filter(({ id }) => !equalBytes(id, device.id));
  const devices = [device, ...others].sort((a, b) => b.used - a.used).slice(0, mostListed);
  return { ...content, devices };
}

/** Writes down that this device was used today, once a day and after each login; and forgets passkeys that were removed elsewhere. */
export async function noteDevice(device: Device, vault: VaultKeeper, account: AccountSession): Promise<void> {
  const { clock, deviceName, store, transport } = device.parts;
  const [id, today] = [ownIdOf(device), clock.today()];
  const mineIn = ({ devices = [] }: VaultContent) => devices.find((one) => equalBytes(one.id, id));
  const known = mineIn(await vault.read());
  if (known !== undefined && known.used === today && equalBytes(known.seed, account.device)) return;
  const { wraps } = await accountCall(transport, account, 'wraps/read', {});
  await dropPasskeys(
    store,
    wraps.map((wrap) => wrap.id),
  );
  await vault.update((content) => {
    const { name, since } = mineIn(content) ?? { name: deviceName, since: today };
    return withDevice(content, { id, seed: account.device, name, since, used: today });
  });
}

export async function devicesOf(device: Device, vault: VaultKeeper): Promise<OwnDevice[]> {
  const own = ownIdOf(device);
  const { devices = [] } = await vault.refresh();
  const listed = devices.map(({ id, name, since, used }) => {
    return { id: toHex(id), name, since, used, isThis: equalBytes(id, own) };
  });
  return listed.sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.used - a.used || a.name.localeCompare(b.name));
}

export async function renameDevice(vault: VaultKeeper, id: string, typed: string): Promise<void> {
  const name = typed.trim().slice(0, mostName);
  if (name === '') throw new ClientError('not-allowed');
  await vault.update((content) => {
    const known = content.devices?.find((one) => toHex(one.id) === id);
    return known === undefined ? content : withDevice(content, { ...known, name });
  });
}

/** Again after an interruption: it goes on. Without a device of this id there is nothing to end. */
export async function endDevice(
  device: Device,
  vault: VaultKeeper,
  account: AccountSession,
  id: string,
): Promise<void> {
  if (equalBytes(fromHex(id), ownIdOf(device))) throw new ClientError('not-allowed');
  const { devices = [], personas } = await vault.refresh();
  const ended = devices.find((one) => toHex(one.id) === id);
  if (ended === undefined) return;
  const { transport } = device.parts;
  await accountCall(transport, account, 'account/end-device', { device: accountDeviceTag(ended.seed) });
  for (const { institution, leadership, seed } of personas) {
    const keys = memberKeys('persona', seed);
    const persona = memberId('persona', institution, keys.sign.publicKey, keys.kem.hash);
    const { session } = device.newPeer(institution, leadership, { id: persona, keys });
    await session.call('session/end-device', { device: personaDeviceTag(ended.seed, institution, persona) });
  }
  await forgetDevice(vault, ended.id);
}

/** The list need not show a device that has nothing any more; out of reach it does for a while. */
export async function signOff(vault: VaultKeeper, id: Bytes): Promise<void> {
  await orIsOver(() => forgetDevice(vault, id));
}

/** Of this device, which knows nothing of the account any more. `peers`: the personas that were at work on it. */
export async function endOwnSessions(device: Device, account: AccountSession, peers: readonly Peer[]): Promise<void> {
  for (const { session } of peers) await session.end();
  await endAccountSession(device.parts.transport, account.token);
}

async function forgetDevice(vault: VaultKeeper, id: Bytes): Promise<void> {
  await vault.update((content) => ({
    ...content,
    devices: (content.devices ?? []).filter((one) => !equalBytes(one.id, id)),
  }));
}
