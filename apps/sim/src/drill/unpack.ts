/**
 * What is packed inside bytes, wherever it begins: gzip, zlib, the entries of a zip file; and bytes that are a bare deflate stream from their
 * beginning on. What is cut off or damaged is unpacked as far as it goes, whatever its checksum says.
 * @module
 */
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib';

export type Packing = 'gzip' | 'zlib' | 'zip' | 'deflate';

export interface Unpacked {
  packing: Packing;
  bytes: Buffer;
}

/** So much of a packed stream is read, and so much of what is in it kept: there are streams that would fill every memory. */
const most = { packed: 16_777_216, unpacked: 67_108_864 };
/** A stream of which so much can be read is one. */
const probeBytes = 512;
/** What is shorter holds nothing that is worth to be sought. */
const leastBytes = 16;
const asFarAsItGoes = { finishFlush: constants.Z_SYNC_FLUSH };

function seemsPacked(bytes: Buffer): boolean {
  try {
    inflateRawSync(bytes.subarray(0, probeBytes), asFarAsItGoes);
    return true;
  } catch {
    // Most of what begins like a stream is none.
    return false;
  }
}

function unpack(bytes: Buffer): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  let length = 0;
  const stream = createInflateRaw(asFarAsItGoes);
  const end = (): void => {
    resolve(Buffer.concat(parts));
    stream.destroy();
  };
  stream.on('data', (part: Buffer) => {
    parts.push(part);
    length += part.length;
    if (length > most.unpacked) end();
  });
  stream.on('end', end).on('error', end);
  stream.end(bytes.subarray(0, most.packed));
  return promise;
}

function* placesOf(bytes: Buffer, magic: Buffer): Generator<number> {
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) yield at;
}

const gzipMagic = Buffer.from([0x1f, 0x8b, 0x08]);
const zipMagic = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** RFC 1950 with a window of 32 KiB: its second byte makes both together a multiple of 31, and names no dictionary. */
const zlibMagics = [0x01, 0x5e, 0x9c, 0xda].map((second) => Buffer.from([0x78, second]));
const zlibHeaderBytes = 2;

/** RFC 1952, 2.3. */
const gzipFlags = { checked: 2, extra: 4, name: 8, comment: 16 };

/** Where the packed bytes of a gzip file begin; null: before they do the bytes end. */
function gzipStream(bytes: Buffer, header: number): number | null {
  const flags = bytes[header + 3] ?? 0;
  let at = header + 10;
  if ((flags & gzipFlags.extra) !== 0) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const flag of [gzipFlags.name, gzipFlags.comment]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if ((flags & gzipFlags.checked) !== 0) at += 2;
  return at < bytes.length ? at : null;
}

const zipHeader = { length: 30, method: 8, name: 26, extra: 28 };
const deflated = 8;

/** Where the packed bytes of a zip file's entry begin (APPNOTE 4.3.7); null: they are not packed. */
function zipStream(bytes: Buffer, header: number): number | null {
  const { length, method, name, extra } = zipHeader;
  if (header + length > bytes.length || bytes.readUInt16LE(header + method) !== deflated) return null;
  return header + length + bytes.readUInt16LE(header + name) + bytes.readUInt16LE(header + extra);
}

function* streamsIn(bytes: Buffer): Generator<{ packing: Packing; at: number | null }> {
  for (const header of placesOf(bytes, gzipMagic)) yield { packing: 'gzip', at: gzipStream(bytes, header) };
  for (const magic of zlibMagics)
    for (const header of placesOf(bytes, magic)) yield { packing: 'zlib', at: header + zlibHeaderBytes };
  for (const header of placesOf(bytes, zipMagic)) yield { packing: 'zip', at: zipStream(bytes, header) };
  yield { packing: 'deflate', at: 0 };
}

export async function* unpackAll(whole: Uint8Array): AsyncGenerator<Unpacked> {
  if (whole.length < leastBytes) return;
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.length);
  for (const { packing, at } of streamsIn(bytes)) {
    const packed = at === null ? null : bytes.subarray(at);
    if (packed !== null && seemsPacked(packed)) yield { packing, bytes: await unpack(packed) };
  }
}
