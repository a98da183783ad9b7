/**
 * A PIN at the server, by OPAQUE: the person sets it, the tablet tries it (docs/decisions/0018).
 * @module
 */
import { finishLogin, finishRegistration, startLogin, startRegistration } from '@obhut/crypto/opaque.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { pinIdentifiers } from '@obhut/protocol/pin-routes.ts';
import type { Session } from '../engine/session.ts';

/** Fewer digits than this are no PIN. */
export const leastPinDigits = 6;

/** The export key. `session`: the person's. `pin`: a new id. `device`: the tablet's. */
export async function registerPin(session: Session, pin: Bytes, device: Bytes, digits: string): Promise<Bytes> {
  const { state, message } = startRegistration(digits);
  const answer = await session.call('pin/register-start', { pin, message });
  const finished = finishRegistration(digits, state, answer.message, pinIdentifiers(toHex(pin)));
  if (finished === null) throw new ApiError('internal', 'opaque');
  await session.call('pin/register-finish', { pin, device, record: finished.message });
  return finished.exportKey;
}

/** `exportKey` null: a wrong one. `left`: tries that are left then; 0 too where the server has no such PIN. */
export interface Tried {
  exportKey: Bytes | null;
  left: number;
}

/** `session`: the tablet's. */
export async function tryPin(session: Session, pin: Bytes, digits: string): Promise<Tried> {
  const { state, message } = startLogin(digits);
  try {
    const { login, message: answer, left } = await session.call('pin/login-start', { pin, message });
    const finished = finishLogin(digits, state, answer, pinIdentifiers(toHex(pin)));
    if (finished === null) return { exportKey: null, left };
    await session.call('pin/login-finish', { login, message: finished.message });
    return { exportKey: finished.exportKey, left };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return { exportKey: null, left: 0 };
    throw error;
  }
}
