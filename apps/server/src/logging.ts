/**
 * What the server writes down: request id, method, route pattern, status, milliseconds. Never an address with its path or query,
 * a header, a body, a client's network address, or the message of an error that is not our own.
 * @module
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

const nameForm = /^[A-Za-z]{1,40}$/;
const codeForm = /^[A-Za-z0-9_-]{1,40}$/;
const ownFrame = /(?:apps|packages)\/[\w./-]+\.ts:\d+:\d+(?=\)?$)/;

interface SafeError {
  readonly name: string;
  readonly code?: string;
  /** The code of what was behind it, such as a disk's. */
  readonly cause?: string;
  readonly frames: string[];
}

function safeCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return codeForm.test(code) ? code : undefined;
}

/** Where it happened and what kind it is. A message may quote what was sent: a driver's, a parser's. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const stack = (error.stack ?? '').replace(error.message, '');
  const frames = stack.split('\n').flatMap((line) => (/^ {4}at /.test(line) ? (ownFrame.exec(line) ?? []) : []));
  const name = nameForm.test(error.name) ? error.name : 'Error';
  const [code, cause] = [safeCode(error), safeCode(error.cause)];
  return { name, ...(code === undefined ? {} : { code }), ...(cause === undefined ? {} : { cause }), frames };
}

/** pino would otherwise take the message of an error for the line's own, and fill in placeholders. */
function onlyFixedWords(args: unknown[]): [object, string] {
  const [first, second] = args;
  if (typeof first === 'string') return [{}, first];
  const fields = first instanceof Error ? { err: first } : typeof first === 'object' && first !== null ? first : {};
  return [fields, typeof second === 'string' ? second : ''];
}

export function makeLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: safeError, error: safeError, req: () => undefined, res: () => undefined },
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (...rest: [object, string]) => void) {
        method.apply(this, onlyFixedWords(args));
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}
