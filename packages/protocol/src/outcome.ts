/**
 * What becomes of a control record: three results that are never mixed (protocol.md, section 5).
 * @module
 */
import type { Bytes } from './bytes.ts';
import type { RecordBody } from './records.ts';
import type { SpaceState } from './state.ts';

/** Decided by public data alone, so the same for everyone: the record keeps its place and has no effect. */
export type Ignored =
  | 'signature'
  | 'right'
  | 'class'
  | 'above-own-role'
  | 'last-owner'
  | 'not-a-member'
  | 'already-a-member'
  | 'id-of-other-key'
  | 'not-staff'
  | 'member-space'
  | 'proof'
  | 'day-falls'
  | 'heads-missing'
  | 'heads-fall'
  | 'epoch'
  | 'members-hash'
  | 'boxed-to'
  | 'bucket'
  | 'kem'
  | 'retired'
  | 'second-genesis'
  | 'expelled'
  | 'recovery';

/** What no member can cause, since an honest server refuses it. */
export type Stopped = 'malformed' | 'unknown-type' | 'genesis' | 'wrong-head' | 'wrong-space' | 'seen';

export type Outcome =
  | { result: 'applied'; state: SpaceState; body: RecordBody }
  | { result: 'ignored'; state: SpaceState; body: RecordBody; why: Ignored }
  | { result: 'stopped'; why: Stopped }
  /** It names more of another space's log than is known yet. */
  | { result: 'waiting'; for: Bytes };
