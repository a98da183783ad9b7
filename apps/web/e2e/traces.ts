/**
 * Looking for what must not be there: in every column of every table, in every file of the data folder, in everything that was logged.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const dump = path.resolve(import.meta.dirname, '../../server/src/testing/dump-text.ts');

/** A text as it may lie in bytes: plain, UTF-16, hex, base64 at each offset, percent-encoded. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Without the symbols that also depend on what stands before and after.
    return encoded.slice(offset === 0 ? 0 : offset + 1, Math.floor(encoded.length / 4) * 4 - 4);
  });
  const utf16 = Buffer.from(text, 'utf16le').toString('latin1');
  const forms = [bytes.toString('latin1'), utf16, bytes.toString('hex'), encodeURIComponent(text), ...base64];
  return [...new Set(forms)].filter((form) => form.length >= 6);
}

/** Every column of every table, as text and in hex. */
export function databaseText(dataDir: string): string {
  return execFileSync(process.execPath, [dump, dataDir], { encoding: 'latin1', maxBuffer: 1 << 30 });
}

/** Every file below the folder, with its path. */
export function filesText(dataDir: string): { file: string; text: string }[] {
  const entries = readdirSync(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => ({ file, text: readFileSync(file, 'latin1') }));
}

/** Where any form of any of the texts stands: the place and which text. */
export function findTraces(texts: readonly string[], places: readonly { file: string; text: string }[]): string[] {
  return texts.flatMap((wanted) =>
    formsOf(wanted).flatMap((form) =>
      places.filter(({ text }) => text.includes(form)).map(({ file }) => `${wanted} in ${file}`),
    ),
  );
}
