/**
 * Sessions of personas and letters.
 * @module
 */
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, smallBody } from './call.ts';

export function registerSessions(app: FastifyInstance, { letters, personas, rates }: Services): void {
  onCall(app, 'session/challenge', smallBody, (who, raw) => {
    rates.stranger(raw.ip);
    return { nonce: personas.challenge(who) };
  });
  onCall(app, 'session/open', smallBody, async (request, raw) => {
    rates.stranger(raw.ip);
    return { token: await personas.open(request) };
  });
  onCall(app, 'letter/locate', smallBody, async ({ invite }, raw) => {
    rates.stranger(raw.ip);
    return letters.locate(invite);
  });
}
