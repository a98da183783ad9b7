/**
 * What a file is by its first bytes, whatever its name says.
 * @module
 */

/**
 * Why a file is not read. `old-excel`: the format before 2007, or a spreadsheet with a password, which begins alike. `broken`: it begins
 * like a spreadsheet and is none. `not-a-table`: anything else that is no text.
 */
export type Refused =
  | 'empty'
  | 'no-rows'
  | 'too-large'
  | 'too-many-lines'
  | 'picture'
  | 'pdf'
  | 'old-excel'
  | 'broken'
  | 'not-a-table';

/** Far more than an institution's largest list; a tablet still holds it in memory. */
export const mostFileBytes = 20_000_000;

export function begins(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte);
}

/** PNG, JPEG, GIF, WebP, HEIC come as photos of a list; the others under a wrong name. */
const beginnings: readonly { kind: 'zip' | Refused; text: string; at?: number }[] = [
  { kind: 'zip', text: 'PK\u0003\u0004' },
  { kind: 'old-excel', text: '\u00d0\u00cf\u0011\u00e0' },
  { kind: 'pdf', text: '%PDF' },
  { kind: 'picture', text: '\u0089PNG' },
  { kind: 'picture', text: '\u00ff\u00d8\u00ff' },
  { kind: 'picture', text: 'GIF8' },
  { kind: 'picture', text: 'RIFF' },
  { kind: 'picture', text: 'ftyp', at: 4 },
  { kind: 'not-a-table', text: '\u001f\u008b' },
  { kind: 'not-a-table', text: '7z\u00bc\u00af' },
  { kind: 'not-a-table', text: '{\\rtf' },
];

/** `zip` may be a spreadsheet; `text` is decided by decoding it. */
export function kindOf(bytes: Uint8Array): 'text' | 'zip' | { refused: Refused } {
  if (bytes.length === 0) return { refused: 'empty' };
  if (bytes.length > mostFileBytes) return { refused: 'too-large' };
  const found = beginnings.find(({ text, at = 0 }) =>
    begins(
      bytes.subarray(at),
      Array.from(text, (letter) => letter.charCodeAt(0)),
    ),
  );
  if (found === undefined) return 'text';
  return found.kind === 'zip' ? 'zip' : { refused: found.kind };
}
