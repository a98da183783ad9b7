/**
 * The way back by the emergency kit, and a new kit in the place of one that was used or lost (protocol.md, section 8).
 * @module
 */
import type { MemberKeys } from '@obhut/crypto/keys.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { proofContext } from '@obhut/protocol/records.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import { keyedEntry } from '../authoring/entries.ts';
import type { Self } from '../institution.ts';

/** `act` acts as the kit, for the persona `next`. */
export function planRequest(act: Act, next: Self): void {
  const { id: institution, leadership, self } = act.institution;
  const [label, ...parts] = proofContext('recovery-request', institution, leadership, self.id, next.id);
  const member = keyedEntry(next.id, 'persona', 'owner', next.keys, null);
  const proof = signCtx(next.keys.sign, label, ...parts);
  act.record(leadership, 'recovery-request', () => ({ member, proof }));
}

/** As the kit, which is used up by it: the new owner has its box from the start. */
export function planExecute(act: Act, next: Self): void {
  const { leadership } = act.institution;
  const request = act.state(leadership).recovery?.index ?? 0;
  act.record(leadership, 'recovery-execute', () => ({ request }));
  act.publish(leadership, next.keys.kem);
  act.box(leadership, act.memberNamed(leadership, next.id));
}

/** As an owner: from here on nothing is sealed to any kit before this one. */
export function planNewKit(act: Act, keys: MemberKeys): void {
  const { id: institution, leadership } = act.institution;
  const id = memberId('kit', institution, keys.sign.publicKey, keys.kem.hash);
  const old = activeMembers(act.state(leadership), act.today).filter((member) => member.class === 'kit');
  for (const kit of old) act.record(leadership, 'remove', () => ({ member: kit.id }));
  act.record(leadership, 'add', () => ({ member: keyedEntry(id, 'kit', 'reader', keys, null) }));
  act.publish(leadership, keys.kem);
  act.rekey(leadership, [null]);
}
