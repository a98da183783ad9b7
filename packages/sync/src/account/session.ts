/**
 * Sessions of an account, opened by the key that follows from its secret: a device that has the secret needs no password for them.
 * @module
 */
import { accountKey } from '@obhut/crypto/account.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { accountSessionContext } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { accountDeviceTag } from '@obhut/protocol/ids.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import { orIsOver } from '../engine/session.ts';
import type { Transport } from '../transport/transport.ts';
import type { AccountSession } from './device.ts';

/** What the server is told of the device. */
export function tagged(device: Bytes | undefined): { device?: Bytes } {
  return device === undefined ? {} : { device: accountDeviceTag(device) };
}

/** What a session is opened with, and where its token is kept. */
export type Caller = Pick<AccountSession, 'id' | 'secret' | 'token' | 'device'>;

/** The token of a new session. `device`: as in {@link AccountSession}; without it no other device can end the session. */
export async function openAccountSession(
  transport: Transport,
  { id: account, secret, device }: Pick<AccountSession, 'id' | 'secret'> & { device?: Bytes },
): Promise<string> {
  const { nonce } = await transport.call('account/challenge', { account }, null);
  const context = accountSessionContext(account, nonce, transport.origin);
  const signature = signCtx(accountKey(secret, account), ...context);
  const request = { account, nonce, signature, ...tagged(device) };
  return (await transport.call('account/session', request, null)).token;
}

/** The server takes the token no more. Where it is out of reach, or has ended the session before, there is nothing to be done. */
export async function endAccountSession(transport: Transport, token: string): Promise<void> {
  await orIsOver(() => transport.call('account/logout', {}, token));
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
