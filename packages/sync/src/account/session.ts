/**
 * Sessions of an account, opened by the key that follows from its secret: a device that has the secret needs no password for them.
 * @module
 */
import { accountKey } from '@obhut/crypto/account.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { accountSessionContext } from '@obhut/protocol/account-routes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type { Transport } from '../transport/transport.ts';
import type { AccountSession } from './device.ts';

/** What a session is opened with, and where its token is kept. */
export type Caller = Pick<AccountSession, 'id' | 'secret' | 'token'>;

/** The token of a new session. */
export async function openAccountSession(
  transport: Transport,
  { id: account, secret }: Pick<AccountSession, 'id' | 'secret'>,
): Promise<string> {
  const { nonce } = await transport.call('account/challenge', { account }, null);
  const context = accountSessionContext(account, nonce, transport.origin);
  const signature = signCtx(accountKey(secret, account), ...context);
  return (await transport.call('account/session', { account, nonce, signature }, null)).token;
}

/** A call as this account. Where the server has ended the session, a new one is opened, once. */
export async function accountCall<Name extends RouteName>(
  transport: Transport,
  caller: Caller,
  name: Name,
  request: RequestOf<Name>,
): Promise<ResponseOf<Name>> {
  try {
    return await transport.call(name, request, caller.token);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error;
  }
  caller.token = await openAccountSession(transport, caller);
  return await transport.call(name, request, caller.token);
}
