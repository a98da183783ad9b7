/**
 * What a person says to the server about being woken on this device.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { personaDeviceTag } from '@obhut/protocol/ids.ts';
import type { NoticeHours } from '@obhut/protocol/notice-hours.ts';
import { orIsOver } from '../engine/session.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { keepTold } from '../notices/told.ts';
import { actingPeer } from './acting.ts';
import type { Device } from './device.ts';
import type { NoticeState } from './notice-commands.ts';

/** Nobody is woken at a shared tablet: it is no account's. */
function tagOf(device: Device, peer: Peer): Bytes {
  if (device.account === null) throw new ClientError('not-allowed');
  return personaDeviceTag(device.account.device, peer.institution.id, peer.institution.self.id);
}

export async function noticeKey(device: Device): Promise<Uint8Array> {
  return (await actingPeer(device).session.call('notice/key', {})).key;
}

export async function readNotices(device: Device, endpoint: string | null): Promise<NoticeState> {
  const peer = actingPeer(device);
  return await peer.session.call('notice/read', { device: tagOf(device, peer), endpoint });
}

/** Of each institution of the account, each in a session of its own. */
export async function startNotices(devices: readonly Device[], endpoint: string): Promise<void> {
  await inEach(devices, async (device, peer) => {
    // What this device has read so far is no news when it is woken for the first time.
    await looked(device);
    await peer.session.call('notice/start', { device: tagOf(device, peer), endpoint });
  });
}

export async function stopNotices(devices: readonly Device[]): Promise<void> {
  await inEach(devices, async (device, peer) => {
    await peer.session.call('notice/end', { device: tagOf(device, peer) });
  });
}

/** What the one in front is answered counts; of the others, those that no longer know one are left alone. */
async function inEach(devices: readonly Device[], work: (device: Device, peer: Peer) => Promise<void>): Promise<void> {
  const [inFront, ...others] = devices;
  if (inFront !== undefined) await work(inFront, actingPeer(inFront));
  for (const device of others) {
    const { peer } = device;
    if (peer !== null) await orIsOver(() => work(device, peer));
  }
}

export async function setNoticeHours(device: Device, hours: NoticeHours): Promise<void> {
  await actingPeer(device).session.call('notice/hours', { hours });
}

/** Screens show what is new in all of them, so all of it was seen. */
export async function lookedAtAll(devices: readonly Device[]): Promise<void> {
  for (const device of devices) if (device.peer !== null && !device.isLetter) await looked(device);
}

async function looked(device: Device): Promise<void> {
  const { institution } = actingPeer(device);
  const seqs = institution.replicas.map(({ space, seq }) => [toHex(space), seq] as const);
  await keepTold(device.parts.store, institution.id, new Map(seqs));
}

/** Before one leaves this device, or all. Out of reach, or out already, it is left to the server: it forgets who is a member of nothing. */
export async function endNotices(device: Device, which: 'this' | 'all'): Promise<void> {
  const { peer, account } = device;
  if (peer === null || account === null || device.isLetter) return;
  try {
    await peer.session.call('notice/end', { device: which === 'all' ? null : tagOf(device, peer) });
  } catch (error) {
    if (!(error instanceof ApiError) && !isUnreachable(error)) throw error;
  }
}
