/**
 * Serves the web app: a route per file, and the page itself for every address that the app's own router knows.
 * @module
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Encoding, WebFile } from './files.ts';

function accepted(header: string | undefined): Encoding[] {
  const offered = (header ?? '').split(',').flatMap((part) => {
    const [name, q] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === undefined || q === 'q=0' ? [] : [name];
  });
  return (['br', 'gzip'] as const).filter((encoding) => offered.includes(encoding));
}

function send(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ 'cache-control': file.cacheControl, etag: file.etag, vary: 'accept-encoding' });
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(file.etag) === true) return reply.code(304).send();
  reply.type(file.type);
  const encoding = accepted(request.headers['accept-encoding']).find((offered) => file.encoded.has(offered));
  const encoded = encoding === undefined ? undefined : file.encoded.get(encoding);
  if (encoding === undefined || encoded === undefined) return reply.send(file.body);
  return reply.header('content-encoding', encoding).send(encoded);
}

/** What a browser's address bar asks for. A missing file is missing, and the API never answers with a page. */
function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const isPage = !path.startsWith('/api/') && path !== '/api' && !/\.[^/]*$/.test(path);
  return method === 'GET' && isPage && headers.accept?.includes('text/html') === true;
}

/** Returns the answer for a request that nothing else answers, or `undefined` where there is none. */
export function serveWebApp(
  app: FastifyInstance,
  files: readonly WebFile[],
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined {
  const page = files.find(({ path }) => path === '/index.html');
  for (const file of files) app.get(file.path, (request, reply) => send(file, request, reply));
  if (page === undefined) return () => undefined;
  app.get('/', (request, reply) => send(page, request, reply));
  return (request, reply) => (isNavigation(request) ? send(page, request, reply) : undefined);
}
