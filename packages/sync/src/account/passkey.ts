/**
 * Passkeys: the output of WebAuthn's PRF fetches and opens a wrap of its own, without a name (docs/decisions/0015).
 * @module
 */
import { passkeyProof } from '@obhut/crypto/account.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { openWrap, passkeyWrapKey, sealWrap } from '@obhut/crypto/wraps.ts';
import type { Wrap } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { passkeyLookup } from '@obhut/protocol/lookup.ts';
import type { Store } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import type { AccountSession, DeviceKeys } from './device.ts';
import { accountCall, openAccountSession } from './session.ts';
import { settle } from './settle.ts';
import type { VaultKeeper } from './vault.ts';

/** `prf`: 32 bytes. The login name goes into the vault, since a passkey opens without one. */
export async function addPasskey(
  transport: Transport,
  vault: VaultKeeper,
  account: AccountSession,
  prf: Bytes,
): Promise<void> {
  await vault.update((content) => ({ ...content, login: account.login }));
  const { id: owner, version, secret } = account;
  const id = randomBytes(16);
  const bytes = sealWrap(passkeyWrapKey(prf), 'passkey', { account: owner, wrap: id, version }, secret);
  const wrap: Wrap = { id, kind: 'passkey', version, bytes, salt: new Uint8Array(0) };
  await accountCall(transport, account, 'passkey/write', { wrap, lookup: passkeyLookup(passkeyProof(prf)) });
}

/** Rejects with `ApiError('unauthenticated')` for a passkey that is none, `internal` for a wrap that is not this passkey's. */
export async function loginByPasskey(
  transport: Transport,
  store: Store,
  deviceKeys: DeviceKeys,
  prf: Bytes,
): Promise<AccountSession> {
  await cryptoReady();
  const { account: id, wrap } = await transport.call('passkey/open', { proof: passkeyProof(prf) }, null);
  const { version, bytes } = wrap;
  const secret = openWrap(passkeyWrapKey(prf), 'passkey', { account: id, wrap: wrap.id, version }, bytes);
  if (secret === null) throw new ApiError('internal', 'wrap');
  const token = await openAccountSession(transport, { id, secret });
  return settle(transport, store, deviceKeys, { id, secret, version, token, login: null });
}
