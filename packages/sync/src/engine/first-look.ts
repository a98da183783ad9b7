/**
 * The newest of what goes to many, before everything is read: verified, shown, and thrown away. What it has seen is pinned, so that the reading must
 * go through it; nothing is decided by what it lacks (docs/decisions/0058).
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { MalformedError } from '@obhut/protocol/cbor.ts';
import { levelOf, type SpaceKind } from '@obhut/protocol/kinds.ts';
import { decodeRecord, UnknownTypeError, type RecordBody } from '@obhut/protocol/records.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import { Institution } from '../institution.ts';
import type { Beginning } from '../space/chain.ts';
import type { ControlItem } from '../space/ingested.ts';
import { goesBack, pinOf } from '../space/pin.ts';
import type { Replica } from '../space/replica.ts';
import { MemoryStore } from '../store/memory.ts';
import { ahead } from './ahead.ts';
import { KeyFinder } from './key-finder.ts';
import { takeAll, takeTogether } from './loading.ts';
import type { Session } from './session.ts';
import { Shelf } from './shelf.ts';

/** Of what goes to many. Whatever is about one ward or one person comes with the whole. */
const kinds: readonly SpaceKind[] = ['everyone', 'group'];
/** A month, and the day by which a record's own may be off. */
const days = 32;
const pageSize = 1000;

export interface Limits {
  /** Of one space. */
  mostItems: number;
  /** With fewer items in all, the whole is there as soon. */
  worthIt: number;
}
const standard: Limits = { mostItems: 6000, worthIt: 5000 };

interface Parts {
  /** Of which nothing is read so far; it gets the pins. */
  institution: Institution;
  session: Session;
  today: number;
  limits?: Limits | undefined;
  /** Called as soon as the server has answered, with what there is. */
  reached?: (heads: readonly SpaceHead[]) => void;
}

interface Log {
  head: SpaceHead;
  kind: SpaceKind;
  items: readonly ControlItem[];
}

export interface FirstLook {
  institution: Institution;
  /** Those of which the newest was read. */
  shown: readonly Replica[];
}

/** Null: whoever folds it will say why. */
function bodyOf({ record }: ControlItem): RecordBody | null {
  try {
    return decodeRecord(record).body;
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnknownTypeError) return null;
    throw error;
  }
}

async function readControl(session: Session): Promise<Map<string, ControlItem[]>> {
  const logs = new Map<string, ControlItem[]>();
  for (let after = 0; ;) {
    const page = await session.call('feed/read', { after, limit: pageSize, only: 'control' });
    for (const { space, item } of page.items) {
      const log = logs.get(toHex(space)) ?? [];
      if (item.kind === 'control') log.push(item);
      logs.set(toHex(space), log);
    }
    if (!page.more || page.position <= after) return logs;
    after = page.position;
  }
}

/** Those of which something is shown, and those that they may name. */
function wanted(heads: readonly SpaceHead[], records: ReadonlyMap<string, ControlItem[]>): Log[] {
  return heads.flatMap((head) => {
    const items = records.get(toHex(head.space)) ?? [];
    const genesis = items[0] === undefined ? null : bodyOf(items[0]);
    if (genesis?.type !== 'genesis') return [];
    const { kind } = genesis;
    return kinds.includes(kind) || levelOf[kind] < 2 ? [{ head, kind, items }] : [];
  });
}

/** After which seq the newest is read. */
function lastBefore({ head, items }: Log, { today, limits = standard }: Parts): number {
  const since = items.findLast((item) => (bodyOf(item)?.day ?? Infinity) < today - days)?.seq ?? 0;
  return Math.max(since, head.seq - limits.mostItems, 0);
}

async function beginningOf(parts: Parts, log: Log): Promise<Beginning | null> {
  if (!kinds.includes(log.kind)) return { seq: Infinity, chain: null };
  const [{ space }, seq] = [log.head, lastBefore(log, parts)];
  return seq === 0 ? null : { seq, ...(await parts.session.call('space/chain', { space, seq })) };
}

async function readEnd({ session, today }: Parts, look: Institution, replica: Replica, from: number): Promise<void> {
  for (let after = from; ;) {
    const { items, more } = await session.call('space/log', { space: replica.space, after, limit: pageSize });
    if (takeAll(look, replica, items, today) < items.length || !more || replica.seq <= after) return;
    after = replica.seq;
  }
}

async function openKeys({ session, today }: Parts, look: Institution): Promise<void> {
  const keys = new KeyFinder(look, new Shelf(new MemoryStore(), look.id), session);
  await keys.lookAhead(today, true);
  for (const replica of look.replicas) {
    await keys.open(replica, today, true);
    replica.retryPending(look.logs);
  }
}

/** It has not stopped, and the person's other devices have seen no more of it. */
function holds(look: Institution, { space, access, state, seq, stopped }: Replica): boolean {
  if (state === null || stopped !== null) return false;
  const pin = look.ahead(space);
  return pin === undefined || !goesBack(pin, { space, access, seq, index: state.hashes.length });
}

function isLeadership({ leadership }: Institution, space: Bytes): boolean {
  return equalBytes(space, leadership);
}

/** Null: something is known already, or there is so little that nobody waits for it, or nothing of it holds. */
export async function firstLook(parts: Parts): Promise<FirstLook | null> {
  const { institution, session, today, limits = standard } = parts;
  if (institution.replicas.length > 0) return null;
  const { spaces: heads } = await session.call('space/list', {});
  parts.reached?.(heads);
  if (heads.reduce((sum, { seq, access }) => sum + (access === 'full' ? seq : 0), 0) < limits.worthIt) return null;
  const look = new Institution(institution.id, institution.leadership, institution.self);
  look.expect(institution.pinsAhead);
  const logs = wanted(heads, await readControl(session));
  const begun: { replica: Replica; items: ControlItem[]; from: number }[] = [];
  for await (const [{ head, items }, beginning] of ahead(logs, (log) => beginningOf(parts, log))) {
    const from = beginning?.seq ?? 0;
    const replica = look.open(head.space, head.access, head.access === 'full' ? beginning : null);
    begun.push({ replica, items: items.filter(({ seq }) => seq <= from), from });
  }
  takeTogether(look, begun, today);
  const root = look.replicas.find(({ space }) => isLeadership(look, space));
  if (root === undefined || !holds(look, root)) return null;
  const ends = begun.filter(({ from }) => from !== Infinity);
  for (const { replica, from } of ends) await readEnd(parts, look, replica, from);
  await openKeys(parts, look);
  const shown = ends.map(({ replica }) => replica).filter((replica) => holds(look, replica));
  institution.expect(look.replicas.flatMap((replica) => pinOf(replica) ?? []));
  return { institution: look, shown };
}
