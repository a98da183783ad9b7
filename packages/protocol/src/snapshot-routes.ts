/**
 * A persona's snapshot of its own spaces: sealed by a key of its vault, kept beside the persona, so that nothing leads from accounts to personas
 * (protocol.md, section 6; docs/decisions/0020).
 * @module
 */
import * as z from 'zod/mini';
import { bytesUpTo, day, id } from './fields.ts';

/** Of one persona's, which has one at a time. */
export const mostSnapshotBytes = 15_728_640;

const stored = z.strictObject({
  /** Random, another with every snapshot: a number would tell whose vault was written as often. */
  tag: id,
  /** Last UTC day on which it may be read; 0: nothing in it ends. */
  until: day,
  bytes: bytesUpTo(mostSnapshotBytes),
});
export type StoredSnapshot = z.infer<typeof stored>;

export const snapshotRoutes = {
  /** Null: there is none, or it is over. */
  'snapshot/read': {
    needs: 'persona',
    request: z.strictObject({}),
    response: z.strictObject({ snapshot: z.nullable(stored) }),
  },
  /** In place of the one with the tag `before` (null: there is none); else `conflict`. `refused`: it is over already. */
  'snapshot/write': {
    needs: 'persona',
    request: z.strictObject({ before: z.nullable(id), snapshot: stored }),
    response: z.strictObject({}),
  },
} as const;
