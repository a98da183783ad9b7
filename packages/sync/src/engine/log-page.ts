/**
 * What comes next in a space's log, as far as one answer holds.
 * @module
 */
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { Replica } from '../space/replica.ts';
import type { Session } from './session.ts';

const pageSize = 500;

export interface LogPage {
  items: LogItem[];
  /** There is more behind them. */
  more: boolean;
}

export function logPage(session: Session, { space, seq }: Replica): Promise<LogPage> {
  return session.call('space/log', { space, after: seq, limit: pageSize });
}
