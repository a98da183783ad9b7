/**
 * What becomes of an item that comes for a space, and why a space stops.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { Stopped } from '@obhut/protocol/outcome.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';

export type StopReason =
  | Stopped
  | 'gap'
  | 'control-hash'
  | 'day-ahead'
  | 'rollback'
  | 'author'
  | 'withheld'
  | 'old-head'
  | 'false-tombstone'
  /** Another log than that which another of one's own devices has verified. */
  | 'fork';

export type Ingested =
  | { result: 'taken' }
  /** Another log must be read further first; nothing was taken. */
  | { result: 'waiting'; for: Bytes }
  | { result: 'stopped'; why: StopReason };

export type EventItem = Extract<LogItem, { kind: 'event' }>;
export type ControlItem = Extract<LogItem, { kind: 'control' }>;
export type GoneItem = Extract<LogItem, { kind: 'gone' }>;

/** An item, or where the server says that the log stands. */
export type Offered = LogItem | SpaceHead;
