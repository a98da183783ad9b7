/**
 * The `Range` header with one range of bytes (RFC 9110, section 14.1.2).
 * @module
 */
export interface Range {
  start: number;
  /** Without this one. */
  end: number;
}

const form = /^bytes=(\d{0,15})-(\d{0,15})$/u;

/** Null: the whole; a header that is not understood is ignored, as the RFC says. */
export function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const [, first, last] = form.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
