/**
 * What an archive says of itself: first which backup it is a part of, at its end how much is in it.
 * @module
 */
import * as z from 'zod/mini';

export const manifestForm = z.strictObject({
  form: z.literal(1),
  part: z.enum(['content', 'keys']),
  /** The same for the parts of one backup. */
  backup: z.uuid(),
  /** ISO 8601, UTC. */
  made: z.iso.datetime(),
  /** The names of those that had run, in their order. */
  migrations: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestForm>;

export const endForm = z.strictObject({
  /** Rows by table. */
  tables: z.record(z.string(), z.int()),
  files: z.int(),
});

export type End = z.infer<typeof endForm>;

export const entries = { manifest: 'manifest.json', end: 'end.json', tables: 'tables/', files: 'files/' };
