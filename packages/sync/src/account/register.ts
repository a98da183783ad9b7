/**
 * Making an account. Repeated with the same name and password it goes on where it was cut off.
 * @module
 */
import { finishRegistration, opaqueReady, startRegistration } from '@obhut/crypto/opaque.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import type { Transport } from '../transport/transport.ts';
import type { AccountSession, HomeOf } from './device.ts';
import { enterAccount, loginAccount } from './login.ts';
import { normaliseName, normalisePassword } from './name.ts';
import type { Opened } from './secret.ts';
import { tagged } from './session.ts';

/** `name` and `password` normalised. Rejects with `ApiError('conflict')`: the name is taken. */
async function createAccount(transport: Transport, name: string, password: string): Promise<Opened> {
  const device = randomBytes(16);
  const { state, message } = startRegistration(password);
  const answer = await transport.call('account/register-start', { name, message }, null);
  const finished = finishRegistration(password, state, answer.message, loginIdentifiers(name));
  if (finished === null) throw new ApiError('internal', 'opaque');
  const request = { name, account: answer.account, record: finished.message, ...tagged(device) };
  const { account, token } = await transport.call('account/register-finish', request, null);
  return { account, token, device, exportKey: finished.exportKey };
}

function isCode(error: unknown, code: ApiError['code']): boolean {
  return error instanceof ApiError && error.code === code;
}

/** Rejects with `ApiError('conflict')`: the name is taken, by whoever has another password. */
export async function registerAccount(
  transport: Transport,
  homeOf: HomeOf,
  name: string,
  password: string,
): Promise<AccountSession> {
  await Promise.all([cryptoReady(), opaqueReady]);
  const login = normaliseName(name);
  try {
    const opened = await createAccount(transport, login, normalisePassword(password));
    return await enterAccount(transport, homeOf, login, opened);
  } catch (taken) {
    if (!isCode(taken, 'conflict')) throw taken;
    try {
      return await loginAccount(transport, homeOf, name, password);
    } catch (error) {
      throw isCode(error, 'unauthenticated') ? taken : error;
    }
  }
}
