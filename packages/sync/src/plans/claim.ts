/**
 * Claiming a letter: in each of its spaces the persona takes its place, in one append, signed by the letter's key and the persona's.
 * @module
 */
import { signCtx } from '@obhut/crypto/signatures.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { proofContext } from '@obhut/protocol/records.ts';
import { headIndex, memberAt } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { keyedEntry } from '../authoring/entries.ts';

/** The spaces in which the letter is a member. */
function spacesOfLetter(act: Act): Bytes[] {
  const letter = act.institution.self.id;
  return act.institution.replicas.flatMap(({ state, space }) => {
    const member = state === null ? null : memberAt(state, letter, headIndex(state), act.today);
    return member?.class === 'invite' ? [space] : [];
  });
}

/** Adds the claims to `act`, which acts as the letter. Returns the persona's id. */
export function planClaim(act: Act, seed: Bytes): Bytes {
  const { institution } = act;
  const keys = memberKeys('persona', seed);
  const persona = memberId('persona', institution.id, keys.sign.publicKey, keys.kem.hash);
  for (const space of spacesOfLetter(act)) {
    const state = act.state(space);
    const letter = memberAt(state, institution.self.id, headIndex(state), act.today);
    if (letter?.grants == null) continue;
    const member = keyedEntry(persona, 'persona', letter.grants, keys, null);
    const [label, ...parts] = proofContext('claim', institution.id, space, letter.id, persona);
    const proof = signCtx(keys.sign, label, ...parts);
    act.record(space, 'claim', () => ({ invite: letter.id, member, proof }));
    act.publish(space, keys.kem);
    act.box(space, act.memberNamed(space, persona));
  }
  return persona;
}
