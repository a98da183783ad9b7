/**
 * Whether an event counts: the private checks, after the public ones of `judgeEvent` (protocol.md, section 6). One `if` a rule, so
 * that each can be taken away alone and be missed by its own test.
 * @module
 */
import { decryptEvent, verifyEvent } from '@obhut/crypto/envelope.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { judgeEvent } from '@obhut/protocol/event-admission.ts';
import { eventAad, type SealedEvent } from '@obhut/protocol/event.ts';
import type { Logs, SpaceState } from '@obhut/protocol/state.ts';
import { saysWhatItsIdSays } from './deletions.ts';
import { filesOf } from '../blobs/parts.ts';
import { core, type Core, type Fact, type Rejection } from './fact.ts';
import type { EventItem } from './ingested.ts';
import { standingOf } from './standing.ts';

/** What the reader's own copy of the chain says. */
export interface ChainView {
  /** The chain value after `seq`; undefined beyond what was read. */
  at(seq: number): Bytes | undefined;
  /** Seq of the control record with this index. */
  seqOfControl(index: number): number | undefined;
}

export type Acceptance = { accepted: Fact } | { rejected: Rejection } | { pending: true };

function decodeCore(bytes: Bytes): Core | null {
  try {
    return decodeCbor(core, bytes);
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

/** `seen` is not before the control record that the event names, and is what this reader saw too (nobody knows a later chain value). */
function seenHolds(seen: Core['seen'], event: SealedEvent, chain: ChainView): boolean {
  const controlSeq = chain.seqOfControl(event.index);
  if (controlSeq === undefined || seen.seq < controlSeq) return false;
  const own = chain.at(seen.seq);
  return own !== undefined && equalBytes(own, seen.chain);
}

/**
 * `state`: after the last control record before the event. `deletes`: the seq of what its id says that it deletes, or null. `eventKey`: null while
 * the bucket's key is not known.
 */
export function acceptEvent(
  state: SpaceState,
  event: EventItem,
  deletes: number | null,
  logs: Logs,
  chain: ChainView,
  eventKey: (event: SealedEvent) => Bytes | null,
): Acceptance {
  // Memberships that end by a day are judged by the log's own last day: a reader may come weeks later.
  const judged = judgeEvent(state, event, logs, state.day);
  if ('fault' in judged) return { rejected: judged.fault };
  const { acting } = judged;
  const key = eventKey(event);
  if (key === null) return { pending: true };
  const aad = eventAad(state.institution, state.space, event);
  const opened = decryptEvent({ aad, eventKey: key }, event.bytes);
  if ('failed' in opened) return { rejected: opened.failed };
  if (!verifyEvent(acting.sign, aad, opened)) return { rejected: 'signature' };
  const decoded = decodeCore(opened.core);
  if (decoded === null) return { rejected: 'form' };
  if (!seenHolds(decoded.seen, event, chain)) return { rejected: 'seen' };
  if (!saysWhatItsIdSays(decoded, deletes)) return { rejected: 'form' };
  const fact = {
    id: toHex(event.event),
    seq: event.seq,
    type: decoded.type,
    body: decoded.body,
    author: toHex(event.author),
    time: decoded.time,
    expiry: event.expiry,
    files: filesOf(decoded.blobs),
  };
  return { accepted: { fact, standing: standingOf(state, event, acting, logs), blobs: decoded.blobs } };
}
