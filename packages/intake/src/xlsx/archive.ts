/**
 * The parts of a spreadsheet file: XML texts in a ZIP archive (ECMA-376, part 2). Unpacked at once and on this thread: the library's other
 * way starts workers from `blob:` addresses, which the app's content security policy forbids.
 * @module
 */
import { unzipSync } from 'fflate';

/** All parts that are unpacked, together. What a part holds beyond the size that it states is cut off, so a bomb stays this small. */
const mostUnpackedBytes = 60_000_000;

const wanted =
  /^(xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

export type Parts = ReadonlyMap<string, string>;

/** By their path, small. */
export function unpack(bytes: Uint8Array): Parts | { refused: 'broken' | 'too-large' } {
  let size = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.test(name)) return false;
        size += originalSize;
        return size <= mostUnpackedBytes;
      },
    });
  } catch {
    // The library throws its own errors, and those of the language, on what is no archive.
    return { refused: 'broken' };
  }
  if (size > mostUnpackedBytes) return { refused: 'too-large' };
  const text = new TextDecoder('utf-8');
  return new Map(Object.entries(files).map(([path, part]) => [path.toLowerCase(), text.decode(part)]));
}
