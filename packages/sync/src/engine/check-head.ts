/**
 * What the server says a space's head is, against what this device has seen of it, and against what the person's other devices have.
 * @module
 */
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import type { Institution } from '../institution.ts';
import { goesBack, reaches } from '../space/pin.ts';
import type { Replica } from '../space/replica.ts';

/** Before the space is read. */
export function checkHead(institution: Institution, replica: Replica, head: SpaceHead): void {
  const isShorter = replica.access === 'full' && head.seq < replica.seq;
  const pin = institution.ahead(head.space);
  const isBehindPin = pin !== undefined && goesBack(pin, head);
  if (isShorter || isBehindPin || head.index < (replica.state?.hashes.length ?? 0)) replica.stop('rollback', head);
}

/**
 * When it was read to its end: another of one's own devices has read further, and the server gives no more. Whoever is out of a space is not shown
 * its head.
 */
export function checkPin(institution: Institution, { space, access }: SpaceHead): void {
  const [pin, replica] = [institution.ahead(space), institution.replica(space)];
  if (pin !== undefined && replica !== undefined && !reaches(pin, replica, access)) replica.stop('withheld');
}
