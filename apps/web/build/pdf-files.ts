/**
 * What the PDF viewer needs beside its scripts, served by ourselves: the fonts that every PDF may leave out, and decoders of scanned pictures.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const folders = ['standard_fonts', 'wasm'];
/** Scripts in documents are not run, and every browser of ours has WebAssembly. */
const isNeeded = (name: string) => !/quickjs|fallback/i.test(name);

export function pdfFiles(): Plugin {
  return {
    name: 'pdf-files',
    apply: 'build',
    async generateBundle() {
      const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
      for (const folder of folders) {
        for (const name of (await readdir(join(root, folder))).filter(isNeeded)) {
          const source = await readFile(join(root, folder, name));
          this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source });
        }
      }
    },
  };
}
