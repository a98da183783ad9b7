/**
 * The first visit stays light: what must have arrived before anything is seen.
 * @module
 */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const most = 120_000;

interface Chunk {
  type: 'chunk';
  fileName: string;
  code: string;
  isEntry: boolean;
  imports: readonly string[];
}

/** Bytes after gzip of the entry chunks and of all that they import before they run. */
export function initialBytes(chunks: readonly Chunk[]): number {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of needed) {
    for (const name of imports) {
      const chunk = byName.get(name);
      if (chunk !== undefined) needed.add(chunk);
    }
  }
  return [...needed].reduce((sum, { code }) => sum + gzipSync(code).length, 0);
}

/** Fails the build where the initial scripts weigh more than 120 kB. */
export function budget(): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const bytes = initialBytes(Object.values(bundle).filter((file) => file.type === 'chunk'));
      if (bytes > most) this.error(`The first visit loads ${bytes} bytes of script (gzip); at most ${most}.`);
      this.info(`first visit: ${bytes} bytes of script (gzip)`);
    },
  };
}
