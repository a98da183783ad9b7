/**
 * All routes of the protocol.
 * @module
 */
import rateLimit from '@fastify/rate-limit';
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

export async function registerRoutes(app: FastifyInstance, services: Services): Promise<void> {
  registerLive(app, services);
  await app.register(async (api) => {
    await api.register(rateLimit, { max: services.rates.limits.address, timeWindow: 60_000, cache: 20_000 });
    registerAccounts(api, services);
    registerSessions(api, services);
    registerPins(api, services);
    registerSnapshots(api, services);
    registerNotices(api, services);
    registerAppend(api, services);
    registerSpaces(api, services);
    registerBlobs(api, services);
  });
  app.addHook('onClose', () => services.close());
}
