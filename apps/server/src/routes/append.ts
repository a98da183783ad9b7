/**
 * Writing into spaces, and founding an institution.
 * @module
 */
import type { AppendRequest } from '@obhut/protocol/append.ts';
import { mostRequestBytes } from '@obhut/protocol/routes.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from '../audit/access-log.ts';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';

/** It comes from strangers. What is written by it are a few records and names. */
const foundingBody = 1_048_576;

function written(request: AppendRequest, requestId: string): Omit<Access, 'who'>[] {
  return request.parts.map(({ space, items }) => {
    const bytes = items.reduce((sum, item) => sum + (item.kind === 'control' ? item.record : item.bytes).length, 0);
    return { space, call: 'append', bytes, requestId };
  });
}

export function registerAppend(app: FastifyInstance, services: Services): void {
  const { appender, deleting, accessLog, founding, rates } = services;
  const append = async (request: AppendRequest, raw: FastifyRequest) => {
    const who = await personaOf(services, raw);
    const result = appender.append(who, request);
    // At the same time as the append: a refused one was an attempt, and is written down as well.
    const [answer] = await Promise.all([result, accessLog.record(who, written(request, raw.id))]);
    return answer;
  };
  onCall(app, 'append', mostRequestBytes, append, (raw) => personaOf(services, raw));
  onCall(app, 'event/delete', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    await accessLog.record(who, [{ space: request.space, call: 'event/delete', bytes: 0, requestId: raw.id }]);
    await deleting.delete(who, request);
    return {};
  });
  onCall(app, 'institution/found', foundingBody, ({ code, append }, raw) => {
    rates.stranger(raw.ip);
    return founding.found(code, append);
  });
}
