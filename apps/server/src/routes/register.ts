/**
 * All routes of the protocol.
 * @module
 */
import rateLimit from '@fastify/rate-limit';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { registerAccounts } from './account.ts';
import { registerAppend } from './append.ts';
import { registerBlobs } from './blob.ts';
import { registerLive } from './live.ts';
import { registerNotices } from './notices.ts';
import { registerPins } from './pins.ts';
import { registerSessions } from './session.ts';
import { registerSnapshots } from './snapshots.ts';
import { registerSpaces } from './space.ts';

/** Calls of any kind from one address, a minute. */
export async function limitCalls(api: FastifyInstance, most: number): Promise<void> {
  // Of whoever has hung up meanwhile there is no address.
  api.addHook('onRequest', (request, _reply, done) => {
    done(request.raw.socket.destroyed ? new ApiError('malformed', 'cut') : undefined);
  });
  await api.register(rateLimit, { max: most, timeWindow: 60_000, cache: 20_000 });
}

export async function registerRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // Hooks at the end run in reverse: what connections leave behind is written first.
  app.addHook('onClose', () => services.close());
  registerLive(app, services);
  await app.register(async (api) => {
    await limitCalls(api, services.rates.limits.address);
    registerAccounts(api, services);
    registerSessions(api, services);
    registerPins(api, services);
    registerSnapshots(api, services);
    registerNotices(api, services);
    registerAppend(api, services);
    registerSpaces(api, services);
    registerBlobs(api, services);
  });
}
