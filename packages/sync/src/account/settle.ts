/**
 * An account that was opened by its secret, without a password, settles on this device: with the second secret and, where nobody typed one,
 * the login name that its vault knows.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Store } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import { keepOnDevice, type AccountSession, type DeviceKeys } from './device.ts';
import { dropKeptVault, VaultKeeper } from './vault.ts';

export async function settle(
  transport: Transport,
  store: Store,
  deviceKeys: DeviceKeys,
  opened: Omit<AccountSession, 'login'> & { login: string | null },
): Promise<AccountSession> {
  await dropKeptVault(store);
  const vault = await new VaultKeeper(transport, store, opened).refresh();
  const login = opened.login ?? vault.login;
  if (login === undefined) throw new ApiError('internal', 'login');
  const account = { ...opened, login };
  if (vault.secondSecret !== undefined) await deviceKeys.keepSecondSecret(account.id, vault.secondSecret);
  await keepOnDevice(store, deviceKeys, account);
  return account;
}
