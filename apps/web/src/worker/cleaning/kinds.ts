/**
 * What a file is, by its first bytes. Its name may say anything.
 * @module
 */
export type Kind = 'jpeg' | 'png' | 'webp' | 'heif' | 'pdf';

/** Within so many bytes a PDF says that it is one (ISO 32000-2, annex on readers' habits). */
export const headBytes = 1024;

const heifBrands = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis']);

/** `head`: the first {@link headBytes} bytes, or all there are. */
export function kindOf(head: Uint8Array): Kind | null {
  const text = String.fromCharCode(...head);
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg';
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'png';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp';
  if (text.startsWith('ftyp', 4) && heifBrands.has(text.slice(8, 12))) return 'heif';
  return text.includes('%PDF-') ? 'pdf' : null;
}
