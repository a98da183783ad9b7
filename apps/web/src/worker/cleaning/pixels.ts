/**
 * How many pixels a picture says that it has, read from its header, before anything decodes it: a small file can claim to be endless.
 * @module
 */
import type { Kind } from './kinds.ts';

async function viewOf(file: Blob, from: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(from, from + length).arrayBuffer());
}

/** Markers that stand alone: TEM, RST0 to RST7, SOI (ITU T.81, table B.1). */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** In front of the frame. Cameras write a few dozen; millions of empty ones would keep a device busy for hours. */
const mostSegments = 4096;

async function jpegPixels(file: Blob): Promise<number | null> {
  let at = 2;
  for (let seen = 0; seen < mostSegments && at + 9 <= file.size; seen++) {
    const view = await viewOf(file, at, 9);
    if (view.getUint8(0) !== 0xff) return null;
    const marker = view.getUint8(1);
    if (isFrame(marker)) return view.getUint16(5) * view.getUint16(7);
    if (marker === 0xff) at += 1;
    else at += standsAlone(marker) ? 2 : 2 + view.getUint16(2);
  }
  return null;
}

async function webpPixels(file: Blob): Promise<number | null> {
  const view = await viewOf(file, 0, 30);
  if (view.byteLength < 30) return null;
  const form = view.getUint8(15);
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  if (form === 0x58) return (uint24(24) + 1) * (uint24(27) + 1);
  if (form === 0x4c) {
    const bits = view.getUint32(21, true);
    return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1);
  }
  return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
}

/** Null where the header is none; HEIF says it further in, and is left to the decoder. */
export async function pixelsOf(file: Blob, kind: Exclude<Kind, 'pdf'>): Promise<number | null> {
  if (kind === 'jpeg') return await jpegPixels(file);
  if (kind === 'webp') return await webpPixels(file);
  if (kind === 'heif') return 0;
  const view = await viewOf(file, 16, 8);
  return view.byteLength < 8 ? null : view.getUint32(0) * view.getUint32(4);
}
