/**
 * Every file below a folder.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface FileBytes {
  /** From the folder on. */
  name: string;
  bytes: Buffer;
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    // A running server deletes files; that one holds nothing any more.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** One after another: together they need not fit into memory. */
export function* filesIn(folder: string): Generator<FileBytes> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? read(file) : null;
    if (bytes !== null) yield { name: path.relative(folder, file), bytes };
  }
}
