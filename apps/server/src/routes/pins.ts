/**
 * PINs on shared tablets.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';

export function registerPins(app: FastifyInstance, services: Services): void {
  const { pins } = services;
  onCall(app, 'pin/register-start', smallBody, async (request, raw) => {
    await personaOf(services, raw);
    return pins.startRegistration(request);
  });
  onCall(app, 'pin/register-finish', smallBody, async (request, raw) => {
    await pins.finishRegistration(await personaOf(services, raw), request);
    return {};
  });
  onCall(app, 'pin/login-start', smallBody, async (request, raw) =>
    pins.startLogin(await personaOf(services, raw), request),
  );
  onCall(app, 'pin/login-finish', smallBody, async (request, raw) => {
    await pins.finishLogin(await personaOf(services, raw), request);
    return {};
  });
  onCall(app, 'pin/remove', smallBody, async ({ pin }, raw) => {
    await pins.remove(await personaOf(services, raw), pin);
    return {};
  });
}
