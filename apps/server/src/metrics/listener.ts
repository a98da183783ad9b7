/**
 * `/metrics` on a port of its own, on loopback only: what measures it runs on the same machine, and nobody outside learns how busy it is.
 * @module
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answersTo } from '../headers.ts';
import { mediaType } from './exposition.ts';

const host = '127.0.0.1';
const path = '/metrics';
const limitMs = 10_000;

export interface MetricsListener {
  /** Where to ask. */
  readonly address: string;
  stop(): Promise<void>;
}

/** A page in a browser of this machine whose name leads here is no measuring program. */
function statusOf({ method, url, headers }: IncomingMessage): number {
  if (!answersTo({ origin: `http://${host}`, host }, headers.host)) return 421;
  if (url !== path) return 404;
  return method === 'GET' ? 200 : 405;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  collect: () => Promise<string>,
  failed: (error: unknown) => void,
): Promise<void> {
  const common = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  const status = statusOf(request);
  if (status !== 200) {
    response.writeHead(status, { ...common, 'content-length': 0 }).end();
    return;
  }
  try {
    const text = await collect();
    response.writeHead(200, { ...common, 'content-type': mediaType }).end(text);
  } catch (error) {
    failed(error);
    response.writeHead(500, { ...common, 'content-length': 0 }).end();
  }
}

/** `collect`: the text; what it rejects with is told to `failed`. */
export async function serveMetrics(
  port: number,
  collect: () => Promise<string>,
  failed: (error: unknown) => void,
): Promise<MetricsListener> {
  const server = createServer(
    { headersTimeout: limitMs, requestTimeout: limitMs },
    (request, response) => void answer(request, response, collect, failed),
  );
  server.listen({ host, port });
  await once(server, 'listening');
  const bound = server.address();
  return {
    address: `http://${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}${path}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
