/**
 * Which devices are woken, and when not.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';

export function registerNotices(app: FastifyInstance, services: Services): void {
  const { notices } = services;
  onCall(app, 'notice/key', smallBody, async (_request, raw) => {
    await personaOf(services, raw);
    return { key: notices.key };
  });
  onCall(app, 'notice/start', smallBody, async (request, raw) => {
    await notices.start(await personaOf(services, raw), request);
    return {};
  });
  onCall(app, 'notice/end', smallBody, async (request, raw) => {
    await notices.end(await personaOf(services, raw), request);
    return {};
  });
  onCall(app, 'notice/read', smallBody, async (request, raw) => notices.read(await personaOf(services, raw), request));
  onCall(app, 'notice/hours', smallBody, async (request, raw) => {
    await notices.setHours(await personaOf(services, raw), request);
    return {};
  });
}
