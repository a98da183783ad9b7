/**
 * The server's own secrets: one file beside the database and never in it, so that a copy of the database alone opens nothing.
 * Without it nobody can log in by password again; it belongs into the backup, apart from the database.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ready, server } from '@serenity-kit/opaque';
import * as z from 'zod/mini';
import { createPrivateFile, refuseReadableByOthers } from './private-files.ts';
import { Sentence } from './sentence.ts';

export interface ServerKeys {
  /** 32 bytes, for HMACs over login names. */
  readonly pepper: Uint8Array;
  /** 32 bytes, seals what the server itself has to keep secret at rest. */
  readonly sealing: Uint8Array;
  /** As `@serenity-kit/opaque` makes and reads it. */
  readonly opaqueSetup: string;
}

const bytes32 = z.pipe(
  z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  z.transform((text) => new Uint8Array(Buffer.from(text, 'base64url'))),
);
const form = z.strictObject({
  version: z.literal(1),
  pepper: bytes32,
  sealing: bytes32,
  opaqueSetup: z.string().check(z.regex(/^[A-Za-z0-9_-]{100,400}$/)),
});

function parse(text: string): z.infer<typeof form> | undefined {
  try {
    return form.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function read(path: string): Promise<ServerKeys> {
  await refuseReadableByOthers(path);
  const keys = parse(await readFile(path, 'utf8'));
  if (keys === undefined) throw new Sentence(`${path} is damaged: put the copy from the backup in its place.`);
  return { pepper: keys.pepper, sealing: keys.sealing, opaqueSetup: keys.opaqueSetup };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

async function fresh(): Promise<string> {
  await ready;
  return JSON.stringify({ version: 1, pepper: secret(), sealing: secret(), opaqueSetup: server.createSetup() });
}

/** `mayCreate` is false where a database is in use already: its keys were lost, and new ones would lock everybody out for good. */
export async function loadKeys(path: string, mayCreate: boolean): Promise<ServerKeys> {
  try {
    return await read(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    if (!mayCreate)
      throw new Sentence(
        `${path} is missing, but the database is in use: put it back from the backup. Without one, docs/operating.md says how to begin anew.`,
        {
          cause: error,
        },
      );
  }
  await createPrivateFile(path, await fresh());
  return read(path);
}
