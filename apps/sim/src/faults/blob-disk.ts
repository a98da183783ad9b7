/**
 * The disk fails while files are written to it, call by call.
 * @module
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { concat, equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { uploadSealed } from '@obhut/sync/blobs/upload.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { isUnreachable } from '@obhut/sync/engine/unreachable.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { must, type Fault } from './fault.ts';
import { assertStrace, fileThreadsOf, whileFailing, type Injection } from './strace.ts';
import { randomBytes } from './random.ts';
import { withStand, type Stand } from './stand.ts';

interface Case {
  injection: Injection;
  /** Whether the disk no longer vouches for what was written: then all of it has to be written again. */
  isDoubtful?: boolean;
  /** In the middle of the file; threads wake each other by the same call, which has to go on. */
  isInside?: boolean;
}

/** One thread does all file work, so that the first `fsync` is the file's and the second its folder's. */
const cases: readonly Case[] = [
  { injection: 'mkdir:error=ENOSPC' },
  { injection: 'openat:error=ENOSPC' },
  { injection: 'openat:error=EMFILE' },
  { injection: 'write:error=ENOSPC', isInside: true },
  { injection: 'write:error=EDQUOT', isInside: true },
  { injection: 'write:error=EIO', isInside: true },
  { injection: 'fsync:error=EIO:when=1', isDoubtful: true },
  { injection: 'fsync:error=ENOSPC:when=1', isDoubtful: true },
  { injection: 'fsync:error=EIO:when=2', isDoubtful: true },
  { injection: 'fsync:error=EIO:when=3', isDoubtful: true },
  { injection: 'rename:error=EIO' },
  { injection: 'rename:error=ENOSPC' },
];

const bytesOfFile = 700_000;
const pieceBytes = 100_000;

interface Upload {
  space: Bytes;
  blob: Bytes;
  expiry: number;
  bytes: Bytes;
  hash: Bytes;
}

function newUpload(space: Bytes): Upload {
  const bytes = randomBytes(bytesOfFile);
  const hash = Uint8Array.from(createHash('sha256').update(bytes).digest());
  return { space, blob: randomBytes(16), expiry: 0, bytes, hash };
}

async function send({ session }: Peer, upload: Upload): Promise<void> {
  const { bytes, hash, ...placed } = upload;
  const read = async function* (from: number) {
    yield await Promise.resolve(bytes.subarray(from));
  };
  await uploadSealed(session, placed, { size: bytes.length, hash, read });
}

/** Null: it was acknowledged. */
async function refusalOf(peer: Peer, upload: Upload): Promise<unknown> {
  try {
    await send(peer, upload);
    return null;
  } catch (error) {
    return error;
  }
}

/** Null: nothing is served. */
async function served({ session }: Peer, place: Upload): Promise<Bytes | null> {
  try {
    const parts: Bytes[] = [];
    for await (const part of await session.getBlob(place, 0)) parts.push(part);
    return concat(...parts);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return null;
    throw error;
  }
}

/** Sends a first piece; the file in which it lies. */
async function begun({ server }: Stand, { session }: Peer, { bytes, hash, ...placed }: Upload): Promise<string> {
  await session.call('blob/begin', { ...placed, size: bytes.length, hash });
  await session.putBlob(placed, 0, bytes.subarray(0, pieceBytes));
  const folder = path.join(server.dataDir, 'blobs');
  const name = readdirSync(folder).find((file) => file.endsWith('.new'));
  if (name === undefined) throw new Error('no upload is under way');
  return path.join(folder, name);
}

async function tryCase(stand: Stand, writer: Peer, { injection, isDoubtful, isInside }: Case): Promise<void> {
  const [space] = stand.founder.groups;
  if (space === undefined) throw new Error('no group');
  const upload = newUpload(space);
  const half = isInside === true ? await begun(stand, writer, upload) : undefined;
  const threads = fileThreadsOf(stand.server.pid ?? 0);
  const refusal = await whileFailing(threads, injection, () => refusalOf(writer, upload), half);
  must(refusal !== null, `${injection}: an upload that could not be made durable was acknowledged`);
  must(isUnreachable(refusal), `${injection}: the client is told ${String(refusal)} instead of to try again`);
  must((await served(writer, upload)) === null, `${injection}: a half-written file is served`);
  const { hash, bytes, ...placed } = upload;
  const { offset } = await writer.session.call('blob/begin', { ...placed, size: bytes.length, hash });
  must(
    isDoubtful !== true || offset === 0,
    `${injection}: ${offset} bytes that the disk had lost were taken for written`,
  );
  await send(writer, upload);
  const found = await served(stand.founder.newDevice(), upload);
  must(found !== null && equalBytes(found, bytes), `${injection}: afterwards the file is not served as it was sent`);
}

export const blobDisk: Fault = {
  name: 'blob-disk',
  holds:
    'a file that could not be made durable is not acknowledged and not served; its sender is told to try again, and the same upload goes through',
  async run(round) {
    assertStrace();
    return withStand(round, { settings: { UV_THREADPOOL_SIZE: '1' } }, async (stand) => {
      await stand.populate();
      const writer = stand.founder.newDevice();
      await writer.refresh();
      // The load's own files would take part of the failures.
      const found = await stand.count();
      for (const one of cases) await tryCase(stand, writer, one);
      return { ...found, cases: cases.length };
    });
  },
};
