/**
 * From what a device has kept, or was handed by another of the person's, to replicas: snapshots first, whose control logs are folded anew, then
 * what came after them. A snapshot that does not fit is forgotten, and its space read from its beginning.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import type { SpaceSnapshot } from '../space/snapshot.ts';
import type { Expiry } from './expiry.ts';
import type { LocalSnapshots } from './local-snapshots.ts';
import type { KnownSpace, Shelf } from './shelf.ts';

interface Parts {
  institution: Institution;
  shelf: Shelf;
  expiry: Expiry;
  snapshots: LocalSnapshots | null;
  today: number;
}

interface Source {
  space: Bytes;
  access: 'full' | 'control';
  kept: SpaceSnapshot | null;
}

/** Takes items in order until one has to wait or stops; how many were taken. */
export function takeAll(institution: Institution, replica: Replica, items: readonly LogItem[], today: number): number {
  let taken = 0;
  for (const item of items) {
    if (institution.take(replica, item, today).result !== 'taken') break;
    taken++;
  }
  return taken;
}

function recordsOf({ records }: SpaceSnapshot): LogItem[] {
  return records.map(({ seq, record }, index) => ({ kind: 'control', seq, index, record }));
}

/** Each as far as it goes; logs wait for each other. */
export function takeTogether(
  institution: Institution,
  waiting: { replica: Replica; items: LogItem[] }[],
  today: number,
): void {
  for (let progress = true; progress;) {
    progress = false;
    for (const { replica, items } of waiting) {
      const taken = takeAll(institution, replica, items, today);
      items.splice(0, taken);
      progress ||= taken > 0;
    }
  }
}

async function open({ institution, expiry, today }: Parts, { space, access, kept }: Source) {
  const replica = institution.open(space, access);
  if (kept === null)
    return { replica, items: (await expiry.kept(space, today)).filter(({ seq }) => seq > replica.seq) };
  replica.resume(kept);
  return { replica, items: [...recordsOf(kept), ...(await expiry.kept(space, today, kept.seq))] };
}

/** Forgets those that have not become what their snapshot says, and has them begin anew. */
async function loadFrom(parts: Parts, sources: readonly Source[]): Promise<void> {
  const { institution, snapshots, today } = parts;
  const waiting = await Promise.all(sources.map((source) => open(parts, source)));
  takeTogether(institution, waiting, today);
  const failed = sources.filter(({ space, kept }) => {
    const replica = institution.replica(space);
    return kept !== null && (replica === undefined || replica.isResuming);
  });
  if (failed.length === 0) return;
  for (const { space } of failed) {
    institution.forget(space);
    await snapshots?.drop(space);
  }
  await loadFrom(
    parts,
    failed.map((source) => ({ ...source, kept: null })),
  );
  // Whoever waited for one of them goes on.
  takeTogether(
    institution,
    waiting.filter(({ replica }) => !replica.isResuming),
    today,
  );
}

export async function loadKept(parts: Parts): Promise<void> {
  const { shelf, snapshots, today } = parts;
  const sourceOf = async ({ space, access }: KnownSpace): Promise<Source> => {
    const kept = (await snapshots?.of(space, today)) ?? null;
    return { space, access, kept: kept?.access === access ? kept : null };
  };
  // All at once: a store that is asked for one after the other lets hundreds of spaces wait longer for it than for everything else.
  await loadFrom(parts, await Promise.all((await shelf.spaces()).map(sourceOf)));
}

/** What another device has handed on, where this one has nothing. */
export async function loadHanded(parts: Parts, handed: readonly SpaceSnapshot[]): Promise<void> {
  const { shelf } = parts;
  for (const { space, access } of handed) await shelf.keepSpace({ space, access });
  await loadFrom(
    parts,
    handed.map((kept) => ({ space: kept.space, access: kept.access, kept })),
  );
}
