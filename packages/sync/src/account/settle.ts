/**
 * An account that was opened by its secret, without a password, settles on this device: with the second secret and, where nobody typed one,
 * the login name that its vault knows.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Transport } from '../transport/transport.ts';
import { keepOnDevice, type AccountSession, type HomeOf } from './device.ts';
import { dropKeptVault, VaultKeeper } from './vault.ts';

export async function settle(
  transport: Transport,
  homeOf: HomeOf,
  opened: Omit<AccountSession, 'login'> & { login: string | null },
): Promise<AccountSession> {
  const { store, deviceKeys } = await homeOf(opened.id);
  await dropKeptVault(store);
  const vault = await new VaultKeeper(transport, store, opened).refresh();
  const login = opened.login ?? vault.login;
  if (login === undefined) throw new ApiError('internal', 'login');
  const account = { ...opened, login };
  if (vault.secondSecret !== undefined) await deviceKeys.keepSecondSecret(account.id, vault.secondSecret);
  await keepOnDevice(store, deviceKeys, account);
  return account;
}
