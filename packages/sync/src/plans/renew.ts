/**
 * A person takes new keys in place of their own, in every space at once: signed by both (protocol.md, section 8). Whoever has the old keys
 * is out, and reads nothing that is sealed from then on.
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { isLastOwner } from '@obhut/protocol/control-members.ts';
import { proofContext } from '@obhut/protocol/records.ts';
import { activeMembers, type Member } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { keyedEntry } from '../authoring/entries.ts';
import type { Institution } from '../institution.ts';

interface Standing {
  space: Bytes;
  level: number;
  member: Member;
}

/** Where one is a direct member, inner spaces first. */
export function standingsOfSelf({ replicas, self }: Institution, today: number): Standing[] {
  const found = replicas.flatMap(({ state, space, access }): Standing[] => {
    const isOver = state === null || access === 'control' || (state.retired !== null && state.retired < today);
    const member = isOver ? undefined : activeMembers(state, today).find(({ id }) => equalBytes(id, self.id));
    return state === null || member === undefined ? [] : [{ space, level: state.level, member }];
  });
  return found.toSorted((a, b) => a.level - b.level);
}

/** An institution is not without an owner for a moment: the last one takes no new keys. */
export function isLastOwnerHere(institution: Institution, today: number): boolean {
  const state = institution.replica(institution.leadership)?.state ?? null;
  return state !== null && isLastOwner(state, institution.self.id, today);
}

/** `seed`: the new persona's, 32 bytes. */
export function planRenewal(act: Act, seed: Bytes): void {
  const { institution, today } = act;
  const keys = memberKeys('persona', seed);
  const id = memberId('persona', institution.id, keys.sign.publicKey, keys.kem.hash);
  for (const { space, member } of standingsOfSelf(institution, today)) {
    const [label, ...parts] = proofContext('replace', institution.id, space, member.id, id);
    const next = keyedEntry(id, 'persona', member.role, keys, member.until);
    const proof = signCtx(keys.sign, label, ...parts);
    act.record(space, 'replace', () => ({ old: member.id, member: next, proof }));
    act.publish(space, keys.kem);
    // Rekeyed is by the new persona: the old one is out with this record.
    if (act.isOpen(space)) act.box(space, act.memberNamed(space, id));
  }
}
