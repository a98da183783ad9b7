/**
 * The HTTP server put together: protection, failures, content types, the web app; the resources come in as `register`.
 *
 * [Note: A spare connection] Browsers open connections before they need them. One on which nothing came in time is ended without a word: whatever
 * we said would lie there as the answer to the request that the browser sends over it at that very moment. An end is tried again on another one.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import { fastify, type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { answerFailure } from './failures.ts';
import { bareAnswer, harden, type Names, protect } from './headers.ts';
import { logRequests } from './logging.ts';
import { tlsSettings } from './tls.ts';
import type { WebFile } from './web-app/files.ts';
import { serveWebApp } from './web-app/routes.ts';

export interface AppParts extends Names {
  readonly logger: FastifyBaseLogger;
  /** Without a certificate: connections are refused until the server is given one (`changeCertificate`). */
  readonly tls?: { readonly cert?: Buffer | string; readonly key?: Buffer | string } | undefined;
  readonly webFiles: readonly WebFile[];
  /** Whether the database answers. */
  readonly ready: () => Promise<boolean>;
  /** Adds the resources, under `/api`. */
  register(app: FastifyInstance): Promise<void> | void;
}

/**
 * Bytes of a body unless a route says otherwise; milliseconds that a client may take (a slow one holds a connection), and after which it is looked
 * whether one has taken longer.
 */
const limits = { body: 1_048_576, headers: 10_000, request: 300_000, look: 5_000, idle: 65_000, routing: 200 };

const patience = { headersTimeout: limits.headers, connectionsCheckingInterval: limits.look };

/** A body is either CBOR, read whole, or bytes as a stream. There is no form that a foreign page could send by itself. */
function takeBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/cbor', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
}

const plainText = 'text/plain; charset=utf-8';

function addHealth(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.get('/health', async (_request, reply) => reply.type(plainText).send('ok'));
  app.get('/ready', async (_request, reply) => {
    if (!(await ready())) throw new ApiError('unavailable');
    return reply.type(plainText).send('ok');
  });
}

const common = {
  bodyLimit: limits.body,
  requestTimeout: limits.request,
  keepAliveTimeout: limits.idle,
  forceCloseConnections: true,
  routerOptions: { maxParamLength: limits.routing, ignoreTrailingSlash: false },
  requestIdHeader: false,
  // A proxy on the same machine says who asks; nobody from outside can, so limits per address hold behind one too.
  trustProxy: 'loopback',
  http: patience,
} as const;

export async function makeApp(parts: AppParts): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    ...common,
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: parts.logger,
    https: parts.tls === undefined ? null : { ...parts.tls, ...tlsSettings, ...patience },
    frameworkErrors: (error, request, reply) => {
      harden(reply, parts); // no hook has run yet
      answerFailure(error, request, reply);
    },
    // See [Note: A spare connection].
    clientErrorHandler: (error, socket) => {
      const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
      if (socket.writable && !isLate) socket.write(bareAnswer('400 Bad Request', parts));
      socket.destroy();
    },
  });
  logRequests(app);
  protect(app, parts);
  takeBodies(app);
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply));
  addHealth(app, parts.ready);
  const page = serveWebApp(app, parts.webFiles);
  app.setNotFoundHandler(
    (request, reply) => page(request, reply) ?? answerFailure(new ApiError('not-found'), request, reply),
  );
  await parts.register(app);
  return app;
}
