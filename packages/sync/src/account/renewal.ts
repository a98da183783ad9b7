/**
 * A new account secret, after a device that has the old one was lost: every other way in, every other session and the old vault's key are
 * over at once (protocol.md, section 8; docs/decisions/0019). Cut off at any point, either the old or the new secret holds, never both.
 * @module
 */
import { accountKey } from '@obhut/crypto/account.ts';
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { finishLogin, startLogin } from '@obhut/crypto/opaque.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import type { Change, Store, Table } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import { keyInHouse } from './house-store.ts';
import { keepOnDevice, type AccountSession, type DeviceKeys } from './device.ts';
import { normalisePassword } from './name.ts';
import { sealByPassword } from './secret.ts';
import { accountCall, openAccountSession } from './session.ts';
import type { VaultContent } from './vault-content.ts';
import { dropKeptVault, type VaultKeeper } from './vault.ts';

interface Parts {
  transport: Transport;
  store: Store;
  deviceKeys: DeviceKeys;
}

/** The secret that is being put in place, sealed under the one that is there. */
const place = { table: 'meta', key: 'account/next' } as const;

async function keptNext(store: Store, account: AccountSession): Promise<Bytes | null> {
  const sealed = await store.get(place.table, place.key);
  return sealed === null ? null : openLocal(localKey(account.secret), place, sealed);
}

/** What this device has sealed for itself goes on under the new secret. */
async function resealed(store: Store, before: Bytes, next: Bytes): Promise<Change[]> {
  const changes: Change[] = [];
  for (const table of ['meta', 'outbox'] as const satisfies readonly Table[]) {
    for (const { key, bytes } of await store.list(table, '')) {
      const place = { table, key: keyInHouse(key) };
      const plain = openLocal(localKey(before), place, bytes);
      if (plain !== null) changes.push({ table, key, put: sealLocal(localKey(next), place, plain) });
    }
  }
  return changes;
}

async function settle(
  { store, deviceKeys }: Parts,
  account: AccountSession,
  secret: Bytes,
  token: string,
): Promise<AccountSession> {
  const renewed = { ...account, secret, version: account.version + 1, token };
  const changes = await resealed(store, account.secret, secret);
  await keepOnDevice(store, deviceKeys, renewed, [...changes, { ...place, delete: true }]);
  await dropKeptVault(store);
  return renewed;
}

/** What an earlier try came to: the account under its new secret, if the server has taken it. */
export async function finishRenewal(parts: Parts, account: AccountSession): Promise<AccountSession | null> {
  const next = await keptNext(parts.store, account);
  if (next === null) return null;
  try {
    return await settle(parts, account, next, await openAccountSession(parts.transport, { ...account, secret: next }));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') return null;
    throw error;
  }
}

/**
 * Rejects with `ApiError('unauthenticated')` for another password, with `ApiError('conflict')` where another device has just written the
 * vault. `change`: what the vault is to hold from then on.
 */
export async function renewAccount(
  parts: Parts,
  account: AccountSession,
  vault: VaultKeeper,
  typed: string,
  change: (content: VaultContent) => VaultContent,
): Promise<AccountSession> {
  const { transport, store } = parts;
  const name = account.login;
  const { state, message } = startLogin(normalisePassword(typed));
  const answer = await transport.call('account/login-start', { name, message }, null);
  const finished = finishLogin(normalisePassword(typed), state, answer.message, loginIdentifiers(name));
  if (finished === null) throw new ApiError('unauthenticated');
  const secret = (await keptNext(store, account)) ?? randomBytes(32);
  const sealed = sealLocal(localKey(account.secret), place, secret);
  await store.write([{ ...place, put: sealed }]);
  const { content, sealed: sealedVault } = await vault.sealAnew(secret, change);
  const next = { ...account, secret, version: account.version + 1 };
  await accountCall(transport, account, 'account/renew', {
    login: answer.login,
    message: finished.message,
    wrap: sealByPassword(next, finished.exportKey, content.secondSecret ?? null),
    vault: sealedVault,
    key: accountKey(secret, account.id).publicKey,
  });
  return await settle(parts, account, secret, account.token);
}
