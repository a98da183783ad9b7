/**
 * A founder with several devices, by the real client.
 * @module
 */
import { foundWith } from '@obhut/sync/engine/device-of.ts';
import type { Clock, Peer } from '@obhut/sync/engine/peer.ts';
import { planAudience } from '@obhut/sync/plans/audience.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';

export interface Founder {
  /** Spaces to write into, one for each writer. */
  groups: Uint8Array<ArrayBuffer>[];
  /** A device that has read nothing so far. */
  newDevice: (clock?: Clock) => Peer;
}

export const clock: Clock = { now: () => Date.now(), today: () => Math.floor(Date.now() / 86_400_000) };

/** `transport`: a new one for each device. */
export async function foundInstitution(
  origin: string,
  code: string,
  groupCount: number,
  transport = () => new HttpTransport(origin),
): Promise<Founder> {
  const { newDevice } = await foundWith(transport, clock, code);
  const device = newDevice();
  await device.refresh();
  const team = device.institution.replicas.find(({ state }) => state?.kind === 'team')?.space;
  if (team === undefined) throw new Error('founding made no team');
  const groups: Uint8Array<ArrayBuffer>[] = [];
  for (let made = 0; made < groupCount; made++) {
    const { result } = await device.write((act) => planAudience(act, 'group', team, []));
    groups.push(result);
  }
  return { groups, newDevice };
}
