/**
 * From a password that the server has accepted to the account's secret: opened from its wrap, or made where there never was one.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { openWrap, passwordWrapKey, sealWrap } from '@obhut/crypto/wraps.ts';
import type { Wrap } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { ClientError } from '../failure.ts';
import type { Transport } from '../transport/transport.ts';

export interface Opened {
  account: Bytes;
  token: string;
  /** As in `AccountSession`. */
  device: Bytes;
  exportKey: Bytes;
}

interface Secret {
  secret: Bytes;
  version: number;
  /** The second secret without which the password's wrap did not open. */
  second: Bytes | null;
}

/** Newest first. */
function passwordWraps(wraps: readonly Wrap[]): Wrap[] {
  return wraps.filter((wrap) => wrap.kind === 'password').sort((a, b) => b.version - a.version);
}

/** `second`: the second secrets to try, null for none. */
export function openByPassword(
  wraps: readonly Wrap[],
  account: Bytes,
  exportKey: Bytes,
  seconds: readonly (Bytes | null)[],
): (Secret & { wrap: Wrap }) | null {
  for (const wrap of passwordWraps(wraps)) {
    const { id, version, bytes } = wrap;
    for (const second of seconds) {
      const secret = openWrap(passwordWrapKey(exportKey, second), 'password', { account, wrap: id, version }, bytes);
      if (secret !== null) return { secret, version, second, wrap };
    }
  }
  return null;
}

/** `id`: of a wrap that it takes the place of; a new one without. */
export function sealByPassword(
  { id: account, secret, version }: { id: Bytes; secret: Bytes; version: number },
  exportKey: Bytes,
  second: Bytes | null,
  id: Bytes = randomBytes(16),
): Wrap {
  const bytes = sealWrap(passwordWrapKey(exportKey, second), 'password', { account, wrap: id, version }, secret);
  return { id, kind: 'password', version, bytes, salt: new Uint8Array(0) };
}

/** An account that has no wrap was cut off while it was made. One that has a vault never lacks a wrap: it gets no other secret. */
async function firstSecret(transport: Transport, { account, token, exportKey }: Opened): Promise<Secret> {
  const vault = await transport.call('vault/read', {}, token);
  if (vault.version > 0) throw new ApiError('internal', 'wrap');
  const [secret, version] = [randomBytes(32), 1];
  const wrap = sealByPassword({ id: account, secret, version }, exportKey, null);
  await transport.call('wraps/write', { wrap }, token);
  return { secret, version, second: null };
}

/**
 * `kept` and `typed`: second secrets, if there are any. Rejects with `ApiError('internal', 'wrap')` where the server has wraps and none is of
 * a password; with `ClientError` where a second secret is needed, or the typed one is not the one.
 */
export async function accountSecret(
  transport: Transport,
  opened: Opened,
  kept: Bytes | null,
  typed: Bytes | null,
): Promise<Secret> {
  const { wraps } = await transport.call('wraps/read', {}, opened.token);
  if (wraps.length === 0) return await firstSecret(transport, opened);
  if (passwordWraps(wraps).length === 0) throw new ApiError('internal', 'wrap');
  const seconds = [null, kept, typed].filter((second, i) => i === 0 || second !== null);
  const found = openByPassword(wraps, opened.account, opened.exportKey, seconds);
  if (found === null) throw new ClientError(typed === null ? 'second-secret-needed' : 'wrong-second-secret');
  return found;
}
