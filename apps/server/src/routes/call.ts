/**
 * One call of the protocol's list as a route: CBOR in, the schema demanded, CBOR out; and who is calling.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { routes, type RequestOf, type ResponseOf, type RouteName } from '@obhut/protocol/routes.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import type { Who } from '../db/query.ts';
import type { Services } from '../services.ts';
import type { LoggedIn } from '../sessions/ways.ts';

export type Answer<Name extends RouteName> = Promise<ResponseOf<Name>> | ResponseOf<Name>;

/** The same list, in a form in which a name's schema is known to give the name's request. */
const schemas: { readonly [Name in RouteName]: { readonly request: z.ZodMiniType<RequestOf<Name>> } } = routes;

const otherMethods = ['GET', 'PUT', 'PATCH', 'DELETE'];
const bearer = /^Bearer ([A-Za-z0-9_-]{16,128})$/u;

function bodyOf(request: FastifyRequest): Bytes {
  const { body } = request;
  if (!(body instanceof Uint8Array)) throw new ApiError('malformed', 'body');
  return new Uint8Array(body);
}

export function tokenOf(request: FastifyRequest): string {
  const token = bearer.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new ApiError('unauthenticated');
  return token;
}

/**
 * `handle` gets what fits the schema, or is not called. `first` is asked before the body is read: where much may come, it is taken from nobody
 * who has no session, so that strangers fill no memory.
 */
export function onCall<Name extends RouteName>(
  app: FastifyInstance,
  name: Name,
  mostBytes: number,
  handle: (request: RequestOf<Name>, raw: FastifyRequest) => Answer<Name>,
  first: (raw: FastifyRequest) => Promise<unknown> = () => Promise.resolve(),
): void {
  const url = `/api/${name}`;
  const onRequest = async (raw: FastifyRequest): Promise<void> => void (await first(raw));
  app.post(url, { bodyLimit: mostBytes, onRequest }, async (request, reply) => {
    const asked = decodeCbor(schemas[name].request, bodyOf(request));
    const answer = await handle(asked, request);
    return reply.type('application/cbor').send(Buffer.from(encodeCbor(answer)));
  });
  app.route({
    method: otherMethods,
    url,
    handler: () => {
      throw new ApiError('method-not-allowed');
    },
  });
}

export const smallBody = 65_536;

export async function loggedInOf(services: Services, request: FastifyRequest): Promise<LoggedIn> {
  const token = tokenOf(request);
  const account = await services.accountTokens.owner(token);
  if (account === undefined) throw new ApiError('unauthenticated');
  return { account, token };
}

export async function accountOf(services: Services, request: FastifyRequest): Promise<Bytes> {
  return (await loggedInOf(services, request)).account;
}

export async function personaOf(services: Services, request: FastifyRequest): Promise<Who> {
  const who = await services.personaTokens.owner(tokenOf(request));
  if (who === undefined) throw new ApiError('unauthenticated');
  return who;
}
