/**
 * Blobs as streams. Which one is meant travels in headers, so that no address names anything.
 * @module
 */
import { Readable } from 'node:stream';
import { blobHeaders, blobPath, mostBlobBytes } from '@obhut/protocol/blob.ts';
import { fromHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';
import { rangeOf } from './range.ts';

const idForm = /^[0-9a-f]{32}$/u;
const offsetForm = /^(?:0|[1-9]\d{0,9})$/u;

function header(request: FastifyRequest, name: string, form: RegExp): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || !form.test(value)) throw new ApiError('malformed', 'header');
  return value;
}

function idsOf(request: FastifyRequest): { space: Bytes; blob: Bytes } {
  return {
    space: fromHex(header(request, blobHeaders.space, idForm)),
    blob: fromHex(header(request, blobHeaders.blob, idForm)),
  };
}

async function download(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const who = await personaOf(services, request);
  const { space, blob } = idsOf(request);
  const found = await services.blobs.open(who, space, blob);
  if (found === undefined) throw new ApiError('not-found');
  const range = rangeOf(request.headers.range, found.size);
  void reply
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-store')
    .type('application/octet-stream');
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${found.size}`).send();
  const { start, end } = range ?? { start: 0, end: found.size };
  void reply.header('content-length', end - start);
  if (range !== null) void reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${found.size}`);
  if (request.method === 'HEAD') return reply.send();
  await services.accessLog.record(who, [{ space, call: 'blob/read', bytes: end - start, requestId: request.id }]);
  services.traffic.sent += end - start;
  // A stream costs several times what it carries where everything is there already.
  if (found.whole !== undefined) return reply.send(found.whole.subarray(start, end));
  return reply.send(Readable.from(found.read(start, end), { objectMode: false }));
}

export function registerBlobs(app: FastifyInstance, services: Services): void {
  onCall(app, 'blob/begin', smallBody, async (announced, request) => {
    const who = await personaOf(services, request);
    return { offset: await services.uploading.begin(who, announced) };
  });
  app.put(blobPath, { bodyLimit: mostBlobBytes }, async (request, reply) => {
    const who = await personaOf(services, request);
    const { space, blob } = idsOf(request);
    const offset = Number(header(request, blobHeaders.offset, offsetForm));
    const { body } = request;
    if (!(body instanceof Readable)) throw new ApiError('unsupported');
    const length = await services.uploading.upload(who, { space, blob, offset, bytes: body });
    await services.accessLog.record(who, [
      { space, call: 'blob/write', bytes: length - offset, requestId: request.id },
    ]);
    services.traffic.received += length - offset;
    return reply.type('application/cbor').send(Buffer.from(encodeCbor({ offset: length })));
  });
  app.get(blobPath, { exposeHeadRoute: false }, (request, reply) => download(services, request, reply));
  app.head(blobPath, (request, reply) => download(services, request, reply));
  app.route({
    method: ['POST', 'PATCH', 'DELETE'],
    url: blobPath,
    handler: () => {
      throw new ApiError('method-not-allowed');
    },
  });
}
