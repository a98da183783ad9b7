/**
 * The bytes of a foreign file become text. Other systems write UTF-8 with and without a mark, UTF-16, and Windows-1252, and say which only
 * by the bytes themselves.
 * @module
 */
import { begins } from './file-kind.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type Decoded = { text: string; encoding: Encoding } | { refused: 'empty' | 'not-a-table' };

const marks: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Text of Latin letters in UTF-16 has a zero in nearly every second byte, and only there. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | null {
  const some = bytes.subarray(0, 4096);
  const zeros = [0, 1].map((odd) => some.filter((byte, at) => at % 2 === odd && byte === 0).length);
  const [even = 0, odd = 0] = zeros;
  const most = some.length / 4;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : null;
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** What the bytes are in: by their mark, else the first that they are valid in. Every byte is a character in Windows-1252. */
export function decode(bytes: Uint8Array): Decoded {
  const marked = marks.find((mark) => begins(bytes, mark.bytes))?.encoding ?? utf16WithoutMark(bytes);
  for (const encoding of [marked, 'utf-8', 'windows-1252'] as const) {
    const text = encoding === null ? null : decodeAs(encoding, bytes);
    if (encoding === null || text === null) continue;
    if (text.includes('\0')) return { refused: 'not-a-table' };
    return text.trim() === '' ? { refused: 'empty' } : { text, encoding };
  }
  return { refused: 'not-a-table' };
}
