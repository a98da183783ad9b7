/**
 * Takes out of an encoded picture inside a document what is not pixels, without encoding it anew.
 * @module
 */

type Bytes = Uint8Array<ArrayBuffer>;

export function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** APP0 (JFIF), the colour profile in APP2 and Adobe's colours in APP14 say how the pixels look; every other APPn, and comments, are words. */
function isWords(marker: number, segment: Bytes): boolean {
  if (marker === 0xfe) return true;
  if (marker < 0xe0 || marker > 0xef || marker === 0xe0 || marker === 0xee) return false;
  return marker !== 0xe2 || !String.fromCharCode(...segment.subarray(4, 15)).startsWith('ICC_PROFILE');
}

/** Null for what is no JPEG. */
export function withoutWordsInJpeg(bytes: Bytes): Bytes | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const kept: Bytes[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Start of the scan: from here on it is pixels, up to the end of the image. What hangs on behind it is none of it.
    if (marker === 0xda) return joined([...kept, bytes.subarray(at, endOfImage(bytes, at))]);
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    const segment = bytes.subarray(at, end);
    if (!isWords(marker, segment)) kept.push(segment);
    at = end;
  }
  return null;
}

/** Past the marker EOI, which cannot occur among the pixels (ITU T.81, B.1.1.5). */
function endOfImage(bytes: Bytes, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return bytes.length;
}

const words = new Set(['xml ', 'uuid', 'uinf']);

/** The boxes of JPEG 2000 (ISO 15444-1, annex I). A bare codestream stays as it is. Null where the boxes do not fit. */
export function withoutWordsInJpeg2000(bytes: Bytes): Bytes | null {
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept: Bytes[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null;
    const length = view.getUint32(at);
    const end = length === 0 ? bytes.length : at + length;
    if (length === 1 || end > bytes.length || end < at + 8) return null;
    if (!words.has(String.fromCharCode(...bytes.subarray(at + 4, at + 8)))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return joined(kept);
}
