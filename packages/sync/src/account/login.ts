/**
 * Logging in on a device: by OPAQUE, so that the server never learns the password.
 * @module
 */
import { accountKey } from '@obhut/crypto/account.ts';
import { finishLogin, opaqueReady, startLogin } from '@obhut/crypto/opaque.ts';
import { readSecret } from '@obhut/crypto/printed.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { ClientError } from '../failure.ts';
import type { Transport } from '../transport/transport.ts';
import { keepOnDevice, type AccountSession, type HomeOf } from './device.ts';
import { normaliseName, normalisePassword } from './name.ts';
import { accountSecret, type Opened } from './secret.ts';
import { tagged } from './session.ts';
import { dropKeptVault } from './vault.ts';

/** `name` and `password` normalised; `device` as in {@link AccountSession}. Rejects with `ApiError('unauthenticated')`: wrong name or password, never which. */
export async function openAccount(
  transport: Transport,
  name: string,
  password: string,
  device: Bytes = randomBytes(16),
): Promise<Opened> {
  const { state, message } = startLogin(password);
  const answer = await transport.call('account/login-start', { name, message }, null);
  const finished = finishLogin(password, state, answer.message, loginIdentifiers(name));
  if (finished === null) throw new ApiError('unauthenticated');
  const request = { login: answer.login, message: finished.message, ...tagged(device) };
  const { account, token } = await transport.call('account/login-finish', request, null);
  return { account, token, device, exportKey: finished.exportKey };
}

/** From an opened account to one that this device keeps. `typed`: the second secret as it was typed, or null. */
export async function enterAccount(
  transport: Transport,
  homeOf: HomeOf,
  login: string,
  opened: Opened,
  typed: string | null = null,
): Promise<AccountSession> {
  const read = typed === null ? null : readSecret('second-secret', typed);
  if (typed !== null && read === null) throw new ClientError('code-mistyped');
  const { account: id, token, device } = opened;
  const { store, deviceKeys } = await homeOf(id);
  const kept = await deviceKeys.secondSecret(id);
  const { secret, version, second } = await accountSecret(transport, opened, kept, read);
  await transport.call('account/key', { key: accountKey(secret, id).publicKey }, token);
  if (second !== null) await deviceKeys.keepSecondSecret(id, second);
  const session = { id, secret, version, login, device, token };
  await dropKeptVault(store);
  await keepOnDevice(store, deviceKeys, session);
  return session;
}

/** Rejects with `ApiError('unauthenticated')`: wrong name or password, never which. Continues a registration that was cut off. */
export async function loginAccount(
  transport: Transport,
  homeOf: HomeOf,
  name: string,
  password: string,
  typed: string | null = null,
): Promise<AccountSession> {
  await Promise.all([cryptoReady(), opaqueReady]);
  const login = normaliseName(name);
  const opened = await openAccount(transport, login, normalisePassword(password));
  return await enterAccount(transport, homeOf, login, opened, typed);
}
