/**
 * The live connection: a WebSocket whose first frame says whose it is.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { livePath } from '@obhut/protocol/blob.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { decodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { liveHello } from '@obhut/protocol/feed.ts';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { bareAnswer } from '../headers.ts';
import { Connection } from '../log/connection.ts';
import { closeCode } from '../log/hub.ts';
import { Pulse } from '../log/pulse.ts';
import type { Services } from '../services.ts';

const helloMs = 5000;
const pingMs = 30_000;
const mostHelloBytes = 1024;
/** Connections that have not said whose they are. */
const mostStrangers = 2000;
const goneWrong = 1011;
const notUnderstood = 1008;

function helloOf(data: RawData): { token: string; after: number } | null {
  if (!(data instanceof Buffer)) return null;
  try {
    return decodeCbor(liveHello, new Uint8Array(data));
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

/** Ends a connection whose other end no longer reads. */
function keepAlive(socket: WebSocket): void {
  const pulse = new Pulse();
  const timer = setInterval(() => {
    const word = pulse.beat();
    if (word === null) socket.terminate();
    else socket.ping(word);
  }, pingMs).unref();
  socket.on('pong', (word) => pulse.answered(word));
  socket.once('close', () => clearInterval(timer));
}

async function welcome(services: Services, socket: WebSocket, data: RawData): Promise<void> {
  const hello = helloOf(data);
  if (hello === null) return socket.close(notUnderstood);
  const who = await services.personaTokens.owner(hello.token);
  if (who === undefined) return socket.close(closeCode.unauthenticated);
  if (socket.readyState !== socket.OPEN) return undefined;
  const requestId = randomUUID();
  const connection = new Connection(who, toHex(who.persona), hello.token, hello.after, {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (frame, sent) => socket.send(frame, { binary: true }, () => sent()),
    close: (code) => socket.close(code),
  });
  socket.once('close', () => void services.hub.leave(connection, requestId).catch(services.failed));
  keepAlive(socket);
  return services.hub.join(connection, requestId);
}

/** A browser always names its origin; what names none is not a page. */
function isOwnOrigin(request: IncomingMessage, origin: string): boolean {
  return request.headers.origin === undefined || request.headers.origin === origin;
}

export function registerLive(app: FastifyInstance, services: Services): void {
  const server = new WebSocketServer({ noServer: true, maxPayload: mostHelloBytes, perMessageDeflate: false });
  let strangers = 0;
  const refuse = (socket: Duplex, status: string): void => void socket.end(bareAnswer(status, services));
  // The library would answer with words and without our headers.
  server.on('wsClientError', (_error, socket) => refuse(socket, '400 Bad Request'));

  const onConnection = (socket: WebSocket): void => {
    strangers += 1;
    const known = (): void => {
      clearTimeout(timer);
      strangers -= 1;
    };
    const timer = setTimeout(() => socket.close(closeCode.unauthenticated), helloMs);
    socket.on('error', () => socket.terminate());
    socket.once('close', known);
    socket.once('message', (data) => {
      socket.off('close', known);
      known();
      // It has said everything that it has to say.
      socket.on('message', () => socket.close(notUnderstood));
      welcome(services, socket, data).catch((error: unknown) => {
        services.failed(error);
        socket.close(goneWrong);
      });
    });
  };

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (request.url !== livePath) return refuse(socket, '404 Not Found');
    if (!isOwnOrigin(request, services.origin)) return refuse(socket, '403 Forbidden');
    if (strangers >= mostStrangers) return refuse(socket, '503 Service Unavailable');
    return server.handleUpgrade(request, socket, head, onConnection);
  });
  app.addHook('preClose', () => {
    for (const client of server.clients) client.close(1001);
  });
  app.addHook('onClose', async () => {
    for (const client of server.clients) client.terminate();
    const closed = once(server, 'close');
    // Comes after the last connection, whose end has been noted by then.
    server.close();
    await closed;
  });
}
