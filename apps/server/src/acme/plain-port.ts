/**
 * The one port without encryption: it hands the authority what proves that the name leads here (RFC 8555, section 8.3), and leads whoever else comes to
 * the encrypted one. What it says is made of our own address, never of the name that was asked for.
 * @module
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Sentence } from '../sentence.ts';

const limitMs = 10_000;
const challengePath = '/.well-known/acme-challenge/';
const pathForm = /^\/[!-~]*$/;

export interface PlainPort {
  readonly port: number;
  stop(): Promise<void>;
}

/** Without what stands behind `?`, which nothing of ours uses. What stands behind `#` a browser takes along by itself, and never sends. */
function pathOf({ url = '/' }: IncomingMessage): string {
  const [path = '/'] = url.split('?', 1);
  return pathForm.test(path) ? path : '/';
}

function answer(request: IncomingMessage, response: ServerResponse, origin: string, challenges: Map<string, string>) {
  const headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', connection: 'close' };
  const path = pathOf(request);
  const proof = path.startsWith(challengePath) ? challenges.get(path.slice(challengePath.length)) : undefined;
  // The body has come in clear already: nobody is told to send it once more.
  if (request.method !== 'GET' && request.method !== 'HEAD')
    response.writeHead(405, { ...headers, allow: 'GET, HEAD', 'content-length': 0 }).end();
  else if (proof !== undefined) response.writeHead(200, { ...headers, 'content-type': 'text/plain' }).end(proof);
  else if (path.startsWith(challengePath)) response.writeHead(404, { ...headers, 'content-length': 0 }).end();
  else response.writeHead(308, { ...headers, location: `${origin}${path}`, 'content-length': 0 }).end();
}

/** `challenges`: what is answered, by token, as it is at each request. */
export async function servePlainPort(
  place: { readonly host: string; readonly port: number },
  origin: string,
  challenges: Map<string, string>,
): Promise<PlainPort> {
  const server = createServer({ headersTimeout: limitMs, requestTimeout: limitMs }, (request, response) => {
    request.resume();
    answer(request, response, origin, challenges);
  });
  try {
    server.listen(place);
    await once(server, 'listening');
  } catch (cause) {
    throw new Sentence(
      'PLAIN_PORT (80, if it is not set) cannot be listened on: another program has it, or this account may not take it (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE).',
      { cause },
    );
  }
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : place.port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
