/**
 * The HTTP server without a database, and all that it logs.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import { type AppParts, makeApp } from '../app.ts';
import { makeLogger } from '../logging.ts';

export async function testApp(parts: Partial<AppParts> = {}): Promise<{ app: FastifyInstance; log: () => string }> {
  const lines: string[] = [];
  const app = await makeApp({
    host: '127.0.0.1',
    origin: 'http://localhost:8080',
    logger: makeLogger('trace', { write: (line) => void lines.push(line) }),
    webFiles: [],
    ready: async () => true,
    register: () => {},
    ...parts,
  });
  return { app, log: () => lines.join('') };
}
