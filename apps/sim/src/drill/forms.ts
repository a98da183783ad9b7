/**
 * A text as it may lie in bytes: plain and in capitals, UTF-16, hex, percent-encoded, escaped, base64 at each offset.
 * @module
 */

export const formNames = ['raw', 'utf-16', 'hex', 'percent', 'escaped', 'base64'] as const;
export type FormName = (typeof formNames)[number];

export interface Form {
  name: FormName;
  bytes: Uint8Array;
}

/** Shorter ones would be found by chance. */
const leastBytes = 6;

/** Those characters that depend on the text alone, wherever in what is encoded it stands. */
function base64At(offset: number, bytes: Buffer): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return encoded.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
}

function unitsOf(text: string): string[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
}

function written(text: string): Record<FormName, readonly (string | Buffer)[]> {
  const bytes = Buffer.from(text);
  const littleEndian = Buffer.from(text, 'utf16le');
  const hex = bytes.toString('hex');
  const percent = hex.replaceAll(/../gu, '%$&');
  const escaped = unitsOf(text)
    .map((unit) => String.raw`\u${unit}`)
    .join('');
  const base64 = [0, 1, 2].map((offset) => base64At(offset, bytes));
  return {
    raw: [text, text.toLowerCase(), text.toUpperCase()],
    'utf-16': [littleEndian, Buffer.from(littleEndian).swap16()],
    hex: [hex, hex.toUpperCase()],
    percent: [encodeURIComponent(text), percent, percent.toUpperCase()],
    escaped: [escaped, JSON.stringify(text).slice(1, -1)],
    base64: [...base64, ...base64.map((part) => part.replaceAll('+', '-').replaceAll('/', '_'))],
  };
}

/** Each once. */
export function formsOf(text: string): Form[] {
  const all = written(text);
  const forms = formNames.flatMap((name) => all[name].map((form) => ({ name, bytes: Buffer.from(form) })));
  const seen = new Set<string>();
  return forms.filter(({ bytes }) => {
    const key = bytes.toString('latin1');
    const isNew = bytes.length >= leastBytes && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
