/**
 * From a password that the server has accepted to the account's secret: opened from its wrap, or made where there never was one.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { openWrap, passwordWrapKey, sealWrap } from '@obhut/crypto/wraps.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Wrap } from '@obhut/protocol/routes.ts';
import type { Transport } from '../transport/transport.ts';

export interface Opened {
  account: Bytes;
  token: string;
  exportKey: Bytes;
}

interface Secret {
  secret: Bytes;
  version: number;
}

function openNewest(wraps: readonly Wrap[], key: Bytes, account: Bytes): Secret | null {
  const own = wraps.filter((wrap) => wrap.kind === 'password').sort((a, b) => b.version - a.version);
  for (const { id, version, bytes } of own) {
    const secret = openWrap(key, 'password', { account, wrap: id, version }, bytes);
    if (secret !== null) return { secret, version };
  }
  return null;
}

/** An account that has no wrap was cut off while it was made. One that has a vault never lacks a wrap: it gets no second secret. */
async function firstSecret(transport: Transport, { account, token }: Opened, key: Bytes): Promise<Secret> {
  const vault = await transport.call('vault/read', {}, token);
  if (vault.version > 0) throw new ApiError('internal', 'wrap');
  const [secret, id, version] = [randomBytes(32), randomBytes(16), 1];
  const bytes = sealWrap(key, 'password', { account, wrap: id, version }, secret);
  const wrap: Wrap = { id, kind: 'password', version, bytes, salt: new Uint8Array(0) };
  await transport.call('wraps/write', { wrap }, token);
  return { secret, version };
}

/** Rejects with `ApiError('internal', 'wrap')` where the server has wraps, and this password opens none of them. */
export async function accountSecret(transport: Transport, opened: Opened): Promise<Secret> {
  const { wraps } = await transport.call('wraps/read', {}, opened.token);
  const key = passwordWrapKey(opened.exportKey, null);
  if (wraps.length === 0) return await firstSecret(transport, opened, key);
  const secret = openNewest(wraps, key, opened.account);
  if (secret === null) throw new ApiError('internal', 'wrap');
  return secret;
}
