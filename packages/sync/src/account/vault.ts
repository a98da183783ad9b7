/**
 * The vault: persona seeds and pins, sealed on the server, with a sealed copy on the device. Written by compare-and-swap.
 * @module
 */
import { openVault, sealVault } from '@obhut/crypto/vault.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { bytesUpTo, uint } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import { accountCall, type Caller } from './session.ts';
import { decodeVault, encodeVault, type VaultContent } from './vault-content.ts';

const mostTries = 8;
const copyKey = 'vault/copy';

const sealedVault = z.strictObject({ version: uint, bytes: bytesUpTo(1_048_576) });
type Sealed = z.infer<typeof sealedVault>;

const seenVersion = z.strictObject({ version: uint });

/** After a login the next read comes from the server. What was the newest version stays known. */
export async function dropKeptVault(store: Store): Promise<void> {
  await store.write([{ table: 'meta', key: copyKey, delete: true }]);
}

export class VaultKeeper {
  readonly #transport: Transport;
  readonly #store: Store;
  readonly #account: Caller;

  constructor(transport: Transport, store: Store, account: Caller) {
    this.#transport = transport;
    this.#store = store;
    this.#account = account;
  }

  get #seenKey(): string {
    return `vault/seen/${toHex(this.#account.id)}`;
  }

  /** The device's copy, or the server's where there is none. */
  async read(): Promise<VaultContent> {
    const kept = await this.#store.get('meta', copyKey);
    if (kept === null) return await this.refresh();
    return this.#open(decodeCbor(sealedVault, kept));
  }

  /** The server's. Rejects with `ApiError('internal', 'vault-older')` where this device has seen a newer one. */
  async refresh(): Promise<VaultContent> {
    return (await this.#fetch()).content;
  }

  /** Reads, changes and writes, unless it is the same; `change` is asked again when another device was first. */
  async update(change: (content: VaultContent) => VaultContent): Promise<VaultContent> {
    for (let tries = 1; ; tries++) {
      const { content, version } = await this.#fetch();
      const next = change(content);
      if (next === content) return content;
      const { id: account, secret } = this.#account;
      const bytes = sealVault(secret, account, version + 1, encodeVault(next));
      try {
        await accountCall(this.#transport, this.#account, 'vault/write', { version: version + 1, bytes });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict' || tries >= mostTries) throw error;
        continue;
      }
      await this.#keep({ version: version + 1, bytes });
      return next;
    }
  }

  /** The next version under another secret, which is not written here. */
  async sealAnew(
    secret: Bytes,
    change: (content: VaultContent) => VaultContent,
  ): Promise<{ content: VaultContent; sealed: Sealed }> {
    const { content, version } = await this.#fetch();
    const next = change(content);
    const bytes = sealVault(secret, this.#account.id, version + 1, encodeVault(next));
    return { content: next, sealed: { version: version + 1, bytes } };
  }

  async #fetch(): Promise<{ content: VaultContent; version: number }> {
    const sealed = await accountCall(this.#transport, this.#account, 'vault/read', {});
    const seen = await this.#store.get('meta', this.#seenKey);
    if (seen !== null && sealed.version < decodeCbor(seenVersion, seen).version) {
      throw new ApiError('internal', 'vault-older');
    }
    const content = this.#open(sealed);
    await this.#keep(sealed);
    return { content, version: sealed.version };
  }

  #open({ version, bytes }: Sealed): VaultContent {
    if (version === 0) return { version: 1, personas: [], pins: [] };
    const plain: Bytes | null = openVault(this.#account.secret, this.#account.id, version, bytes);
    if (plain === null) throw new ApiError('internal', 'vault');
    return decodeVault(plain);
  }

  async #keep(sealed: Sealed): Promise<void> {
    await this.#store.write([
      { table: 'meta', key: copyKey, put: encodeCbor(sealed) },
      { table: 'meta', key: this.#seenKey, put: encodeCbor({ version: sealed.version }) },
    ]);
  }
}
