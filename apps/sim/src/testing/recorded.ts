/**
 * What `upgrade/record.ts` wrote.
 * @module
 */
import { readFileSync } from 'node:fs';
import { fromHex } from '@obhut/protocol/bytes.ts';
import { tables } from '@obhut/sync/store/store.ts';
import * as z from 'zod/mini';

const base64 = z.pipe(
  z.string(),
  z.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
);
const hex = z.pipe(z.string(), z.transform(fromHex));

const form = z.object({
  known: z.object({
    device: z.object({
      institution: hex,
      leadership: hex,
      id: hex,
      sign: z.object({ publicKey: base64, secretKey: base64 }),
      kem: z.object({ publicKey: base64, secretKey: base64, hash: base64 }),
      texts: z.array(z.object({ space: hex, texts: z.array(z.string()) })),
      store: z.array(z.tuple([z.enum(tables), z.string(), base64])),
    }),
    person: z.nullable(
      z.object({
        login: z.string(),
        password: z.string(),
        space: z.string(),
        event: z.string(),
        fileText: z.string(),
      }),
    ),
  }),
  serverKey: z.string(),
  blobs: z.array(z.object({ path: z.string(), bytes: base64 })),
  state: z.unknown(),
});

export type Recorded = z.infer<typeof form>;

export function readRecorded(file: string): Recorded {
  return form.parse(JSON.parse(readFileSync(file, 'utf8')));
}
