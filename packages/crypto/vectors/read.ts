/**
 * The rows of a vector file.
 * @module
 */
import { readFileSync } from 'node:fs';
import { fromHex, type Bytes } from '@obhut/protocol/bytes.ts';

export interface Row {
  /** A field as text; '' if the row lacks it. */
  text(field: string): string;
  /** A field of hexadecimal digits. */
  bytes(field: string): Bytes;
}

function rowOf(value: object): Row {
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (field: string): string => {
    const found = fields.get(field);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  return { text, bytes: (field) => fromHex(text(field)) };
}

/** `file` without its `.json`, relative to this folder; it holds a list, or a single row. */
export function rows(file: string): Row[] {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`${file}.json`, import.meta.url), 'utf8'));
  return [parsed].flat().map((row) => {
    if (typeof row !== 'object' || row === null) throw new TypeError(`${file} holds no rows`);
    return rowOf(row);
  });
}
