/**
 * A folder behind a web server that lists what it holds, and a stranger who walks it from link to link.
 * @module
 */
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { FileBytes } from './files.ts';

const page = 'text/html; charset=utf-8';

function listing(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const name = encodeURIComponent(entry.name) + (entry.isDirectory() ? '/' : '');
    return `<li><a href="${name}">${name}</a></li>`;
  });
  return `<ul>${names.join('')}</ul>`;
}

function serve(folder: string): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(folder, decodeURIComponent(pathname));
    const isFolder = statSync(file).isDirectory();
    response.setHeader('content-type', isFolder ? page : 'application/octet-stream');
    response.end(isFolder ? listing(file) : readFileSync(file));
  });
}

/** Everything that is reached; pages of the listing are among it. */
async function* walk(start: string): AsyncGenerator<FileBytes> {
  const waiting = [start];
  const seen = new Set(waiting);
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    const response = await fetch(address);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`the listing leads nowhere: ${address}`);
    yield { name: new URL(address).pathname, bytes };
    if (response.headers.get('content-type') !== page) continue;
    for (const [, href = ''] of bytes.toString().matchAll(/href="([^"]+)"/gu)) {
      const next = new URL(href, address).href;
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
}

export async function* walked(folder: string): AsyncGenerator<FileBytes> {
  const server = serve(folder).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it listens nowhere');
  try {
    yield* walk(`http://127.0.0.1:${address.port}/`);
  } finally {
    server.close();
  }
}
