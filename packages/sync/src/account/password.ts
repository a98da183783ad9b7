/**
 * Proving one's password once more, and choosing another.
 * @module
 */
import { finishRegistration, startRegistration } from '@obhut/crypto/opaque.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import type { Transport } from '../transport/transport.ts';
import type { AccountSession } from './device.ts';
import { openAccount } from './login.ts';
import { normalisePassword } from './name.ts';
import { sealByPassword } from './secret.ts';
import { accountCall, endAccountSession } from './session.ts';

/** The password's export key. Rejects with `ApiError('unauthenticated')` for another password. A new session takes the place of the old one. */
export async function provePassword(transport: Transport, account: AccountSession, password: string): Promise<Bytes> {
  const opened = await openAccount(transport, account.login, normalisePassword(password), account.device);
  if (!equalBytes(opened.account, account.id)) throw new ApiError('internal', 'account');
  const before = account.token;
  account.token = opened.token;
  await endAccountSession(transport, before);
  return opened.exportKey;
}

/** The old password opens nothing from then on, and every other session is over. `second`: the account's second secret, if it has one. */
export async function setPassword(
  transport: Transport,
  account: AccountSession,
  typed: string,
  second: Bytes | null,
): Promise<void> {
  const { login: name } = account;
  const password = normalisePassword(typed);
  const { state, message } = startRegistration(password);
  const answer = await accountCall(transport, account, 'password/start', { name, message });
  const finished = finishRegistration(password, state, answer.message, loginIdentifiers(name));
  if (finished === null) throw new ApiError('internal', 'opaque');
  const wrap = sealByPassword(account, finished.exportKey, second);
  await accountCall(transport, account, 'password/finish', { name, record: finished.message, wrap });
}
