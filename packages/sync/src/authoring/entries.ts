/**
 * Entries of a member list, as records name them.
 * @module
 */
import type { MemberKeys } from '@obhut/crypto/keys.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { MemberClass, Role } from '@obhut/protocol/kinds.ts';
import type { MemberEntry } from '@obhut/protocol/records.ts';

export function spaceEntry(space: Bytes, role: Role): MemberEntry {
  return { id: space, class: 'space', role, sign: null, kem: null, until: null };
}

export function keyedEntry(
  id: Bytes | null,
  memberClass: Exclude<MemberClass, 'space'>,
  role: Role,
  keys: MemberKeys,
  until: number | null,
): MemberEntry {
  return { id, class: memberClass, role, sign: keys.sign.publicKey, kem: keys.kem.hash, until };
}
