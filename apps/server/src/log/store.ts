/**
 * Writes what was admitted: items with seq, position and chain, keys beside the log, and who is a member now. In the caller's transaction.
 * @module
 */
import type { AdmittedPart, Write } from '@obhut/protocol/admission.ts';
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainStart } from '@obhut/protocol/chain.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import { ancestry } from '@obhut/protocol/line.ts';
import { decodeRecord } from '@obhut/protocol/records.ts';
import { activeMembers, currentEpoch, type Member, type SpaceState } from '@obhut/protocol/state.ts';
import { insertBoxes } from '../db/boxes.ts';
import { insertEntries } from '../db/entries.ts';
import { lockPosition, setPosition } from '../db/institutions.ts';
import { insertItem, type Placed } from '../db/items.ts';
import { insertKemKeys } from '../db/kem-keys.ts';
import { expelPersonas, putMembers, removeMembers, type Falling } from '../db/members.ts';
import { setSpace, type Db, type Who } from '../db/query.ts';
import { controlCounts, insertSpace, setEpoch, setHead, setRetired, type Head } from '../db/spaces.ts';

type ItemWrite = Extract<Write, { kind: 'control' | 'event' }>;

/** Memberships whose last day is over stay in the table: the policies look at the day themselves. */
function membersOf(state: SpaceState | undefined): Map<string, Member> {
  const members = state === undefined ? [] : activeMembers(state, 0);
  return new Map(members.map((member) => [toHex(member.id), member]));
}

/** A member falls with its ancestors, a letter with whoever made it. */
function fallsWith(state: SpaceState, { id, createdBy }: Member): Bytes[] {
  return [...ancestry(state, id).slice(1), ...(createdBy === null ? [] : ancestry(state, createdBy))];
}

function changed(part: AdmittedPart): { put: Falling[]; gone: Bytes[] } {
  const before = membersOf(part.before);
  const after = membersOf(part.after);
  const put = [...after]
    .filter(([id, member]) => before.get(id) !== member)
    .map(([, member]) => ({ member, fallsWith: fallsWith(part.after, member) }));
  const gone = [...before].filter(([id]) => !after.has(id)).map(([, member]) => member.id);
  return { put, gone };
}

function newlyExpelled({ before, after }: AdmittedPart): Bytes[] {
  return [...after.expelled.keys()].filter((id) => before?.expelled.has(id) !== true).map(fromHex);
}

function place(space: Bytes, head: Head, position: number, write: ItemWrite): Placed {
  const seq = head.seq + 1;
  const expiry = write.kind === 'event' ? write.expiry : 0;
  const bytes = write.kind === 'event' ? write.bytes : write.record;
  const chain = chainNext(head.chain, seq, write.kind, write.author, expiry, bytes);
  const content = write.kind === 'event' ? write : { kind: write.kind, index: write.index, record: write.record };
  return { space, seq, position, author: write.author, chain, content };
}

function feedItem({ position, space, seq, content }: Placed): FeedItem {
  return { position, space, item: { seq, ...content } };
}

async function storeBeside(db: Db, who: Who, part: AdmittedPart): Promise<void> {
  const boxes = part.writes.filter((write) => write.kind === 'box');
  const entries = part.writes.flatMap((write) => {
    if (write.kind !== 'entry') return [];
    const bucket = part.after.buckets.get(toHex(write.bucket));
    return [{ ...write, until: bucket?.until ?? null, isSeed: bucket === undefined }];
  });
  const keys = part.writes.filter((write) => write.kind === 'key');
  await insertKemKeys(
    db,
    who.institution,
    keys.map((key) => key.bytes),
  );
  await insertBoxes(db, who.institution, part.space, who.persona, boxes);
  await insertEntries(db, who.institution, part.space, who.persona, entries);
}

/** Who comes in, before anything is written that their space must be readable for. */
async function admitMembers(db: Db, who: Who, part: AdmittedPart): Promise<void> {
  const { space, before, after } = part;
  if (before === undefined) await insertSpace(db, who.institution, who.persona, after.level, space, chainStart(space));
  await putMembers(db, who.institution, space, changed(part).put);
}

/** Again, now that nothing else commits: between the judgement and the lock somebody may have written the logs that are named. */
async function assertNewestHeads(db: Db, who: Who, parts: readonly AdmittedPart[]): Promise<void> {
  const heads = parts.flatMap(({ writes }) =>
    writes.flatMap((write) => (write.kind === 'control' ? decodeRecord(write.record).body.heads : [])),
  );
  if (heads.length === 0) return;
  const spaces = [...new Map(heads.map(({ space }) => [toHex(space), space])).values()];
  const counts = await controlCounts(db, who.institution, spaces);
  const newest = new Map(counts.map(({ space, count }) => [toHex(space), count - 1]));
  if (heads.some((head) => head.index < (newest.get(toHex(head.space)) ?? 0))) throw new ApiError('conflict', 'heads');
}

export interface StoredAppend {
  items: FeedItem[];
  left: Bytes[];
}

function newestEpoch(state: SpaceState | undefined): number {
  return (state === undefined ? null : currentEpoch(state))?.epoch ?? 0;
}

/** `heads`: those of the existing spaces, locked. */
export async function store(
  db: Db,
  who: Who,
  parts: readonly AdmittedPart[],
  heads: readonly Head[],
): Promise<StoredAppend> {
  for (const part of parts) await admitMembers(db, who, part);
  let position = await lockPosition(db, who.institution);
  if (position === undefined) throw new ApiError('not-found');
  await assertNewestHeads(db, who, parts);
  const items: FeedItem[] = [];
  for (const part of parts) {
    const { space } = part;
    let head = heads.find((known) => equalBytes(known.space, space)) ?? {
      space,
      seq: 0,
      chain: chainStart(space),
      count: 0,
    };
    await setSpace(db, space);
    for (const write of part.writes) {
      if (write.kind !== 'control' && write.kind !== 'event') continue;
      position += 1;
      const placed = place(space, head, position, write);
      await insertItem(db, who.institution, placed);
      head = { space, seq: placed.seq, chain: placed.chain, count: head.count + (write.kind === 'control' ? 1 : 0) };
      items.push(feedItem(placed));
    }
    await storeBeside(db, who, part);
    await setHead(db, who.institution, head);
    const epoch = currentEpoch(part.after);
    if (epoch !== null && epoch.epoch !== newestEpoch(part.before)) await setEpoch(db, who, space, epoch);
    if (part.after.retired !== null) await setRetired(db, who.institution, space, part.after.retired);
  }
  await setPosition(db, who.institution, position);
  const expelled = await expelPersonas(db, parts.flatMap(newlyExpelled));
  const left = parts.map((part) => ({ space: part.space, gone: changed(part).gone }));
  for (const { space, gone } of left) await removeMembers(db, who.institution, space, gone);
  return { items, left: [...expelled, ...left.flatMap(({ gone }) => gone)] };
}
