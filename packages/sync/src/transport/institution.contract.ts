/**
 * What the contract of a transport is tried with: a founded institution, appends as members write them, and what is read back.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import type { AppendItem, AppendPart } from '@obhut/protocol/append.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import { expect } from 'vitest';
import { sealUtterance } from '../authoring/seal-event.ts';
import { Peer } from '../engine/peer.ts';
import { planFounding } from '../plans/found.ts';
import { MemoryStore } from '../store/memory.ts';
import { utterance } from '../testing/world.ts';
import type { Transport } from './transport.ts';

export interface ContractServer {
  transport: Transport;
  /** Not used so far. */
  foundingCode: string;
  /** The server's own UTC day. */
  today: number;
}

/** Login names that nobody has: a name is the whole server's, which may be one for all tests. */
export function newNames(): { readonly anna: string; readonly berta: string } {
  const mark = toHex(randomBytes(4));
  return { anna: `anna.${mark}`, berta: `berta.${mark}` };
}

type Event = Extract<AppendItem, { kind: 'event' }>;

export function founding(today: number) {
  const kitSeed = randomBytes(32);
  return { ...planFounding(randomBytes(32), kitSeed, today, [utterance('first')]), kitSeed };
}

export function peerOf(
  plan: ReturnType<typeof founding>,
  { transport, today }: ContractServer,
  self = plan.self,
): Peer {
  const clock = { now: () => today * 86_400_000, today: () => today };
  return new Peer(plan.institution, plan.leadership, self, transport, new MemoryStore(), clock);
}

/** An event at the head of a space, as its author would send it. */
export function eventIn(peer: Peer, space: Bytes, today: number): { part: AppendPart; event: Event } {
  const replica = peer.institution.replica(space);
  const { state, seen } = replica ?? { state: null, seen: null };
  if (replica === undefined || state === null || seen === null) throw new RangeError('no such space');
  const bucketKey = (id: Bytes) => replica.keys.bucket(id);
  const { logs } = peer.institution;
  const event = sealUtterance(peer.institution, state, logs, bucketKey, seen, utterance('said'), today);
  return { part: { space, index: state.hashes.length, items: [event] }, event };
}

export function place(item: FeedItem): string {
  return `${item.position} ${toHex(item.space)} ${item.item.seq}`;
}

export async function feedOf(peer: Peer, limit: number): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for (let after = 0; ;) {
    const page = await peer.session.call('feed/read', { after, limit });
    items.push(...page.items);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (!page.more) return items;
    after = page.position;
  }
}

/** Collects pushed items; `until` resolves when as many have come. */
export async function listening(peer: Peer, after: number) {
  const items: FeedItem[] = [];
  let wanted = Infinity;
  let reached: (() => void) | null = null;
  const close = peer.session.transport.live(await peer.session.token(), after, {
    frame: (frame) => {
      if (frame.kind === 'items') items.push(...frame.items);
      if (items.length >= wanted) reached?.();
    },
    closed: () => undefined,
  });
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      wanted = count;
      reached = resolve;
      if (items.length >= wanted) resolve();
    });
  return { items, until, close };
}

export function logOf(peer: Peer, space: Bytes) {
  return peer.session.call('space/log', { space, after: 0, limit: 1000 });
}
