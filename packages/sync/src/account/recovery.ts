/**
 * The recovery code: printed once, good for a new password on a device that knows nothing (docs/decisions/0013).
 * @module
 */
import { recoveryProof } from '@obhut/crypto/account.ts';
import { opaqueReady } from '@obhut/crypto/opaque.ts';
import { readSecret } from '@obhut/crypto/printed.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { openWrap, recoveryWrapKey, sealWrap } from '@obhut/crypto/wraps.ts';
import type { Wrap } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { recoveryLookup } from '@obhut/protocol/lookup.ts';
import { ClientError } from '../failure.ts';
import type { Transport } from '../transport/transport.ts';
import { keepOnDevice, type AccountSession, type HomeOf } from './device.ts';
import { normaliseName } from './name.ts';
import { setPassword } from './password.ts';
import { accountCall, openAccountSession } from './session.ts';
import { dropKeptVault, VaultKeeper } from './vault.ts';

const saltLength = 16;

/** In place of an earlier code, which opens nothing from then on. `code`: 16 random bytes. */
export async function writeRecovery(transport: Transport, account: AccountSession, code: Bytes): Promise<void> {
  const [id, salt] = [randomBytes(16), randomBytes(saltLength)];
  const place = { account: account.id, wrap: id, version: account.version };
  const bytes = sealWrap(recoveryWrapKey(code, salt), 'recovery', place, account.secret);
  const wrap: Wrap = { id, kind: 'recovery', version: account.version, bytes, salt };
  await accountCall(transport, account, 'recovery/write', { wrap, lookup: recoveryLookup(recoveryProof(code)) });
}

/** The account's secret. Rejects with `ApiError('unauthenticated')` for a wrong name or code, `internal` for a wrap that is not this code's. */
async function openByCode(transport: Transport, login: string, code: Bytes): Promise<AccountSession> {
  const { account, wrap } = await transport.call('recovery/open', { name: login, proof: recoveryProof(code) }, null);
  const { id, version, bytes, salt } = wrap;
  const place = { account, wrap: id, version };
  const secret = salt.length === saltLength ? openWrap(recoveryWrapKey(code, salt), 'recovery', place, bytes) : null;
  if (secret === null) throw new ApiError('internal', 'wrap');
  const opened = { id: account, secret, device: randomBytes(16) };
  return { ...opened, version, login, token: await openAccountSession(transport, opened) };
}

/** With the code in hand: the account on this device, with a new password in place of the old one. The code stays good. */
export async function recoverAccount(
  transport: Transport,
  homeOf: HomeOf,
  name: string,
  typed: string,
  password: string,
): Promise<AccountSession> {
  await Promise.all([cryptoReady(), opaqueReady]);
  const code = readSecret('recovery', typed);
  if (code === null) throw new ClientError('code-mistyped');
  const account = await openByCode(transport, normaliseName(name), code);
  const { store, deviceKeys } = await homeOf(account.id);
  await dropKeptVault(store);
  const { secondSecret } = await new VaultKeeper(transport, store, account).refresh();
  await setPassword(transport, account, password, secondSecret ?? null);
  if (secondSecret !== undefined) await deviceKeys.keepSecondSecret(account.id, secondSecret);
  await keepOnDevice(store, deviceKeys, account);
  return account;
}
