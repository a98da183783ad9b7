/**
 * Reading many spaces that are behind by the institution's feed: one call for a thousand items instead of one for each space. What does not
 * follow on what is known, or has to wait, is left to be read space by space.
 * @module
 */
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import { toKeep } from './expiry.ts';
import type { Session } from './session.ts';
import type { Shelf, Shelved } from './shelf.ts';

/** With fewer, each is asked for by itself. */
const many = 8;
const pageSize = 1000;

/** `position`: where the feed stands for this device; 0: it does not know. */
export function isWorthIt(behind: readonly Replica[], position: number): boolean {
  // Whoever has kept something and does not know the position would be sent all of it again.
  return behind.length > many && (position > 0 || behind.every(({ seq }) => seq === 0));
}

export async function catchUp(
  { institution, session }: { institution: Institution; session: Session },
  shelf: Shelf,
  position: number,
  today: number,
  read: () => void,
): Promise<void> {
  for (let after = position; ;) {
    const page = await session.call('feed/read', { after, limit: pageSize });
    const taken = page.items.flatMap(({ space, item }): Shelved[] => {
      const replica = institution.replica(space);
      const isGap = replica?.access === 'full' && item.seq > replica.seq + 1;
      if (replica === undefined || isGap || item.seq <= replica.seq) return [];
      return institution.take(replica, item, today).result === 'taken' ? [{ space, item: toKeep(item, today) }] : [];
    });
    await shelf.keepAll(taken);
    read();
    if (!page.more || page.position <= after) return;
    after = page.position;
  }
}
