/**
 * Founding: leadership, the team and `everyone`, with their first epochs and facts, in one append: it happens whole or not at all.
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import type { AppendRequest } from '@obhut/protocol/append.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { institutionId, memberId, spaceId } from '@obhut/protocol/ids.ts';
import { encodeBody } from '@obhut/protocol/records.ts';
import { Act } from '../authoring/act.ts';
import { keyedEntry, spaceEntry } from '../authoring/entries.ts';
import { bucketEnd } from '../authoring/quarter.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { speakInto } from '../authoring/speak.ts';
import { Institution, type Self } from '../institution.ts';

export interface FoundingPlan {
  institution: Bytes;
  leadership: Bytes;
  /** The founder's persona. */
  self: Self;
  request: AppendRequest;
}

/** Every bucket that the utterances need, each once. */
export function bucketsFor(utterances: readonly Utterance[]): (number | null)[] {
  return [...new Set(utterances.map((utterance) => bucketEnd(utterance.expiry)))];
}

/** `seed`: the founder's persona seed; `kitSeed`: the emergency kit's. Both 32 bytes. */
export function planFounding(
  seed: Bytes,
  kitSeed: Bytes,
  today: number,
  utterances: readonly Utterance[],
): FoundingPlan {
  const keys = memberKeys('persona', seed);
  const kit = memberKeys('kit', kitSeed);
  const bodyBytes = encodeBody({
    type: 'genesis',
    signer: keys.sign.publicKey,
    through: null,
    day: today,
    heads: [],
    seen: null,
    kind: 'leadership',
    nonce: randomBytes(16),
    members: [keyedEntry(null, 'persona', 'owner', keys, null), keyedEntry(null, 'kit', 'reader', kit, null)],
  });
  const institution = institutionId(bodyBytes);
  const leadership = spaceId(null, bodyBytes);
  const self = { id: memberId('persona', institution, keys.sign.publicKey, keys.kem.hash), keys };
  const act = new Act(new Institution(institution, leadership, self), today, () => undefined);
  act.root(bodyBytes);
  act.publish(leadership, keys.kem);
  act.publish(leadership, kit.kem);
  act.rekey(leadership, [null]);
  const team = act.genesis('team', leadership, [spaceEntry(leadership, 'owner')]);
  act.rekey(team, [null]);
  const everyone = act.genesis('everyone', leadership, [spaceEntry(leadership, 'owner'), spaceEntry(team, 'admin')]);
  act.rekey(everyone, [...new Set([null, ...bucketsFor(utterances)])]);
  for (const utterance of utterances) speakInto(act, everyone, utterance);
  return { institution, leadership, self, request: act.request };
}
