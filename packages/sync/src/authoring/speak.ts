/**
 * First events of a space that the same act makes.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Act } from './act.ts';
import { sealUtterance, type Utterance } from './seal-event.ts';

export function speakInto(act: Act, space: Bytes, utterance: Utterance): void {
  const { state, bucketKey, chain } = act.sealing(space);
  if (chain === null) throw new RangeError('only a space of this act takes events in it');
  const item = sealUtterance(act.institution, state, act.logs, bucketKey, chain.seen, utterance, act.today);
  act.item(space, item);
  chain.event(item.author, item.expiry, item.bytes);
}
