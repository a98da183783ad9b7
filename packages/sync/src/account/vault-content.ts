/**
 * What a vault holds, as the bytes that are sealed. Their number tells how many spaces a person is in, and so whose vault it is: it is rounded up
 * (docs/decisions/0020).
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { bytes32, bytesExactly, bytesUpTo, day, id, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import { pin } from '../space/pin.ts';

/** The snapshot of one's spaces that counts, and the key that opens it: no other does, and none when `until` is over. */
const snapshotKey = z.strictObject({
  institution: id,
  /** Of the stored snapshot. */
  tag: id,
  key: bytes32,
  /** Last UTC day; 0: nothing in it ends. */
  until: day,
  /** How much of all spaces was read when it was made, and the sum of the seqs of all deletions in them that were not over. */
  items: uint,
  deletions: uint,
});
export type SnapshotKey = z.infer<typeof snapshotKey>;

const vaultContent = z.strictObject({
  /** Of this form; the version for compare-and-swap is beside the sealed bytes, and bound by them. */
  version: z.literal(1),
  /** `next`: keys that are being put in place of the persona's. */
  personas: z.array(z.strictObject({ institution: id, leadership: id, seed: bytes32, next: z.optional(bytes32) })),
  /** Staff's second secret: whoever has the account's secret has it, so that it can be printed again. */
  secondSecret: z.optional(bytesExactly(16)),
  /** For a passkey, which opens without a name. */
  login: z.optional(z.string()),
  /** On which one is signed in. `seed`: as in `AccountSession`; by it the server finds their sessions. Days: UTC. */
  devices: z.optional(z.array(z.strictObject({ id, seed: id, name: z.string(), since: day, used: day }))),
  pins: z.array(pin),
  snapshots: z.optional(z.array(snapshotKey)),
});
export type VaultContent = z.infer<typeof vaultContent>;

/** In place of the institution's earlier one. */
export function withSnapshot(snapshots: readonly SnapshotKey[], made: SnapshotKey): SnapshotKey[] {
  return [...snapshots.filter(({ institution }) => !equalBytes(institution, made.institution)), made];
}

const mostBytes = 1_048_576;
const padded = z.strictObject({ content: bytesUpTo(mostBytes), padding: bytesUpTo(mostBytes) });

const leastBytes = 8192;
const coarseBytes = 65_536;

/** With as much padding at least, its length takes the same number of bytes to say. */
const leastPadding = 512;

/** Doubling, then in large steps: some hundred spaces make no difference. */
function roundedUp(length: number): number {
  for (let size = leastBytes; size < coarseBytes; size *= 2) if (length <= size) return size;
  return Math.ceil(length / coarseBytes) * coarseBytes;
}

export function encodeVault(content: VaultContent): Bytes {
  const bytes = encodeCbor(content);
  const length = roundedUp(bytes.length + leastPadding);
  const withPadding = (count: number) => encodeCbor({ content: bytes, padding: new Uint8Array(count) });
  const room = length - bytes.length;
  return withPadding(room - (withPadding(room).length - length));
}

export function decodeVault(bytes: Bytes): VaultContent {
  return decodeCbor(vaultContent, decodeCbor(padded, bytes).content);
}
