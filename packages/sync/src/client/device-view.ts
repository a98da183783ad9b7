/**
 * What screens are shown of whoever acts on this device.
 * @module
 */
import type { Alarm, Snapshot } from '../client.ts';
import type { Progress } from '../engine/mend.ts';
import { waitingDeletions } from './deleting.ts';
import type { Device } from './device.ts';
import { waitingView } from './files.ts';
import { hereView } from './here-view.ts';
import { alarmsOf, institutionView } from './views.ts';

/** What comes and goes with the connection. */
interface Now {
  connection: Snapshot['connection'];
  caughtUp: boolean;
  alarms: readonly Alarm[];
  mending: Progress | null;
}

function phaseOf({ isStarted, peer, isLetter }: Device): Snapshot['phase'] {
  if (!isStarted) return 'starting';
  if (peer === null) return 'signed-out';
  return isLetter ? 'letter' : 'ready';
}

export function deviceView(device: Device, { connection, caughtUp, alarms, mending }: Now): Snapshot {
  const { peer, outbox, files } = device;
  const today = device.parts.clock.today();
  const institution = peer === null ? null : institutionView(peer, today);
  return {
    phase: phaseOf(device),
    login: device.account?.login ?? null,
    connection,
    caughtUp,
    reading: peer === null || device.isLetter ? null : peer.firstReading.of(peer.institution.replicas),
    institution,
    outbox: (outbox?.waiting ?? []).map((waiting) => waitingView(waiting, files)),
    deleting: waitingDeletions(outbox?.waiting ?? []),
    alarms: [...alarms, ...(peer === null ? [] : alarmsOf(peer))],
    evidence: device.evidence?.kept ?? [],
    mending,
    plans: device.plans?.progress ?? [],
    kit: device.kit,
    isSheetDue: device.isSheetDue,
    isKitDue: device.isKitDue && institution?.hasKit === false,
    recovering: device.recovering,
    tablet: device.tablet,
    here: hereView(device, institution?.standing),
    today,
  };
}
