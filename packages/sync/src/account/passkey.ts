/**
 * Passkeys: the output of WebAuthn's PRF fetches and opens a wrap of its own, without a name (docs/decisions/0015).
 * @module
 */
import { passkeyProof } from '@obhut/crypto/account.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { openWrap, passkeyWrapKey, sealWrap } from '@obhut/crypto/wraps.ts';
import type { Wrap } from '@obhut/protocol/account-routes.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { bytesUpTo, id, uint } from '@obhut/protocol/fields.ts';
import { passkeyLookup } from '@obhut/protocol/lookup.ts';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import { openKept, type AccountSession, type HomeOf } from './device.ts';
import { accountCall, openAccountSession } from './session.ts';
import { settle } from './settle.ts';
import type { VaultKeeper } from './vault.ts';

/** `prf`: 32 bytes. The login name goes into the vault, since a passkey opens without one. */
export async function addPasskey(
  transport: Transport,
  store: Store,
  vault: VaultKeeper,
  account: AccountSession,
  prf: Bytes,
): Promise<void> {
  await vault.update((content) => ({ ...content, login: account.login }));
  const { id: owner, version, secret } = account;
  const place = { account: owner, wrap: randomBytes(16), version };
  const bytes = sealWrap(passkeyWrapKey(prf), 'passkey', place, secret);
  const wrap: Wrap = { id: place.wrap, kind: 'passkey', version, bytes, salt: new Uint8Array(0) };
  await accountCall(transport, account, 'passkey/write', { wrap, lookup: passkeyLookup(passkeyProof(prf)) });
  await keepPasskey(store, wrap);
}

const keptPrefix = 'account/passkey/';
const keptWrap = z.strictObject({ id, version: uint, bytes: bytesUpTo(512) });

/** So that it opens the account here without a network, too. */
async function keepPasskey(store: Store, { id: wrap, version, bytes }: Wrap): Promise<void> {
  const put = encodeCbor({ id: wrap, version, bytes });
  await store.write([{ table: 'meta', key: `${keptPrefix}${toHex(wrap)}`, put }]);
}

/** `known`: ids of wraps that the server still has. The others open nothing here any more. */
export async function dropPasskeys(store: Store, known: readonly Bytes[]): Promise<void> {
  const kept = new Set(known.map((wrap) => `${keptPrefix}${toHex(wrap)}`));
  const rows = await store.list('meta', keptPrefix);
  const gone = rows.filter(({ key }) => !kept.has(key));
  await store.write(gone.map(({ key }) => ({ table: 'meta', key, delete: true })));
}

/** What this device has kept of the account, opened by a passkey that was used here before; null for another. Needs no server. */
export async function openByPasskey(store: Store, account: Bytes, prf: Bytes): Promise<AccountSession | null> {
  for (const { bytes: kept } of await store.list('meta', keptPrefix)) {
    const { id: wrap, version, bytes } = decodeCbor(keptWrap, kept);
    const secret = openWrap(passkeyWrapKey(prf), 'passkey', { account, wrap, version }, bytes);
    if (secret !== null) return await openKept(store, { id: account, secret, version });
  }
  return null;
}

/** Rejects with `ApiError('unauthenticated')` for a passkey that is none, `internal` for a wrap that is not this passkey's. */
export async function loginByPasskey(transport: Transport, homeOf: HomeOf, prf: Bytes): Promise<AccountSession> {
  await cryptoReady();
  const { account: owner, wrap } = await transport.call('passkey/open', { proof: passkeyProof(prf) }, null);
  const { version, bytes } = wrap;
  const secret = openWrap(passkeyWrapKey(prf), 'passkey', { account: owner, wrap: wrap.id, version }, bytes);
  if (secret === null) throw new ApiError('internal', 'wrap');
  const device = randomBytes(16);
  const token = await openAccountSession(transport, { id: owner, secret, device });
  const account = await settle(transport, homeOf, { id: owner, secret, version, device, token, login: null });
  await keepPasskey((await homeOf(owner)).store, wrap);
  return account;
}
