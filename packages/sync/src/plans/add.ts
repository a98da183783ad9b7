/**
 * Adding somebody whom one has met: the record, their KEM key beside the log, and the box of the current epoch, so that they read at once.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { MemberEntry } from '@obhut/protocol/records.ts';
import type { Act } from '../authoring/act.ts';

/** `kem`: where the key is not laid beside the log so far. */
export function planAdd(
  act: Act,
  space: Bytes,
  member: MemberEntry,
  kem: { publicKey: Bytes; hash: Bytes } | null,
): void {
  act.record(space, 'add', () => ({ member }));
  if (kem !== null) act.publish(space, kem);
  if (member.id !== null) act.box(space, act.memberNamed(space, member.id));
}
