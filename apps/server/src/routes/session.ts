/**
 * Sessions of personas and letters; and devices that admit each other.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody, tokenOf } from './call.ts';

export function registerSessions(app: FastifyInstance, services: Services): void {
  const { hub, letters, pairings, personas, rates } = services;
  onCall(app, 'session/challenge', smallBody, (who, raw) => {
    rates.stranger(raw.ip);
    return { nonce: personas.challenge(who) };
  });
  onCall(app, 'session/open', smallBody, async (request, raw) => {
    rates.stranger(raw.ip);
    return { token: await personas.open(request) };
  });
  onCall(app, 'session/logout', smallBody, async (_request, raw) => {
    const who = await personaOf(services, raw);
    await services.personaTokens.end(tokenOf(raw));
    await hub.check(who);
    return {};
  });
  onCall(app, 'session/end-device', smallBody, async ({ device }, raw) => {
    const who = await personaOf(services, raw);
    await personas.endDevice(who, device);
    await hub.check(who);
    return {};
  });
  onCall(app, 'pairing/put', smallBody, (request, raw) => {
    rates.stranger(raw.ip);
    pairings.put(request);
    return {};
  });
  onCall(app, 'pairing/get', smallBody, (request, raw) => {
    rates.stranger(raw.ip);
    return { bytes: pairings.get(request) };
  });
  onCall(app, 'letter/locate', smallBody, async ({ invite }, raw) => {
    rates.stranger(raw.ip);
    return letters.locate(invite);
  });
}
