/**
 * Pins: how far a person's devices have verified a space. What a server shows later must go through every one of them (protocol.md, section 6;
 * docs/decisions/0020).
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { bytes32, id, uint } from '@obhut/protocol/fields.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import * as z from 'zod/mini';
import type { Replica } from './replica.ts';

export const pin = z.strictObject({
  space: id,
  /** Of a control record, and its hash. */
  index: uint,
  hash: bytes32,
  /** Of the chain; null: only the control log was readable. */
  seen: z.nullable(z.strictObject({ seq: uint, chain: bytes32 })),
});
export type Pin = z.infer<typeof pin>;

/** So many fit into a vault, with room for the rest. */
const mostPins = 6000;

/** Null: nothing of it was verified, or it has stopped. */
export function pinOf({ space, state, stopped, seen }: Replica): Pin | null {
  const hash = state?.hashes.at(-1);
  if (state === null || hash === undefined || stopped !== null) return null;
  return { space, index: state.hashes.length - 1, hash, seen };
}

/** The server says that the log is shorter than it was. */
export function goesBack({ index, seen }: Pin, head: SpaceHead): boolean {
  return head.index <= index || (head.access === 'full' && seen !== null && head.seq < seen.seq);
}

function chainAt(replica: Replica, seq: number): Bytes | undefined {
  return replica.access === 'control' ? undefined : replica.at(seq);
}

/** What was read is another log. */
export function contradicts({ index, hash, seen }: Pin, replica: Replica): boolean {
  const own = replica.state?.hashes[index];
  if (own !== undefined && !equalBytes(own, hash)) return true;
  const chain = seen === null ? undefined : chainAt(replica, seen.seq);
  return seen !== null && chain !== undefined && !equalBytes(chain, seen.chain);
}

/** What was read goes through the pin, or beyond it, as far as it is readable with this access. */
export function reaches({ index, seen }: Pin, replica: Replica, access: Replica['access']): boolean {
  if (replica.state?.hashes[index] === undefined) return false;
  return seen === null || access === 'control' || chainAt(replica, seen.seq) !== undefined;
}

/** Both have verified what they say: the further word about each space counts, and none ever goes back. */
function further(old: Pin, fresh: Pin): Pin {
  const { index, hash } = fresh.index > old.index ? fresh : old;
  const isFurther = fresh.seen !== null && (old.seen === null || fresh.seen.seq > old.seen.seq);
  return { space: old.space, index, hash, seen: isFurther ? fresh.seen : old.seen };
}

/** `fresh`: the most important first; what is beyond {@link mostPins} is left out. */
export function mergePins(old: readonly Pin[], fresh: readonly Pin[]): Pin[] {
  const before = new Map(old.map((each) => [toHex(each.space), each]));
  const merged = new Map<string, Pin>();
  for (const each of fresh) {
    const key = toHex(each.space);
    const known = before.get(key);
    merged.set(key, known === undefined ? each : further(known, each));
  }
  for (const [key, each] of before) if (!merged.has(key)) merged.set(key, each);
  return [...merged.values()].slice(0, mostPins);
}
