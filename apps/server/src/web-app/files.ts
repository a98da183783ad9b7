/**
 * The built web app, read into memory once: nothing that a client sends ever becomes a path on the disk.
 * @module
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

export interface WebFile {
  /** `/assets/index-4f….js` */
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly body: Buffer;
  /** Filled by {@link compress}; absent where it would save nothing. */
  readonly encoded: Map<Encoding, Buffer>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const alreadyCompressed = new Set(['.png', '.webp', '.woff2', '.ico']);

/** Vite puts the hash of the content into the names in `assets/`; everything else keeps its name and is asked for again. */
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

async function load(folder: string, file: string): Promise<WebFile> {
  const path = `/${relative(folder, file).replaceAll(sep, '/')}`;
  const body = await readFile(file);
  return {
    path,
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    cacheControl: cacheControl(path),
    body,
    encoded: new Map(),
  };
}

/** An app that was never built is no files at all. Source maps are not served. */
export async function loadWebFiles(folder: string): Promise<WebFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.map'));
  return Promise.all(files.map((entry) => load(folder, join(entry.parentPath, entry.name))));
}

const encoders: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/** Runs beside the start and one file after the other, so that it holds up neither the start nor the first requests. */
export async function compress(files: readonly WebFile[]): Promise<void> {
  for (const file of files) {
    if (alreadyCompressed.has(extname(file.path))) continue;
    for (const encoding of ['br', 'gzip'] as const) {
      const smaller = await encoders[encoding](file.body);
      if (smaller.length < file.body.length) file.encoded.set(encoding, smaller);
    }
  }
}
