/**
 * The part of the engine that lists the devices on which one is signed in.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { AccountSession } from '../account/device.ts';
import type { VaultKeeper } from '../account/vault.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { ClientError } from '../failure.ts';
import type { Device } from './device.ts';
import * as list from './device-list.ts';
import { orFailure } from './failures.ts';
import type { OwnDevice } from './here-commands.ts';
import { HereEngine } from './here-engine.ts';

export abstract class OwnDevicesEngine extends HereEngine {
  protected noteDevice(): Promise<void> {
    return this.#besides((vault, account, device) => list.noteDevice(device, vault, account));
  }

  /** What another device of one's own has written into it is known here from now on. */
  protected readVault(): Promise<void> {
    return this.#besides(async (vault) => void (await vault.refresh()));
  }

  /** What the server says of this device's own access, or gives for its vault, is no failure of whatever was under way. */
  async #besides(work: (vault: VaultKeeper, account: AccountSession, device: Device) => Promise<void>): Promise<void> {
    const { device, vault } = this;
    const { account } = device;
    if (account === null || vault === null) return;
    try {
      await device.queue.run(() => work(vault, account, device));
    } catch (error) {
      if (error instanceof ApiError && error.detail === 'device-ended') device.parts.ended();
      else if (error instanceof ApiError && error.detail === 'vault-older')
        device.alarm({ space: null, why: 'vault-older' });
      else if (!(error instanceof ApiError) && !isUnreachable(error)) throw error;
    }
  }

  #withVault<Result>(work: (vault: VaultKeeper, account: AccountSession) => Promise<Result>): Promise<Result> {
    const { vault, device } = this;
    const { account } = device;
    if (vault === null || account === null) throw new ClientError('not-allowed');
    return orFailure(() => work(vault, account));
  }

  async devices(): Promise<OwnDevice[]> {
    // It may have been opened just now.
    await this.noteDevice();
    return await this.#withVault((vault) => list.devicesOf(this.device, vault));
  }

  renameDevice(id: string, name: string): Promise<void> {
    return this.#withVault((vault) => list.renameDevice(vault, id, name));
  }

  endDevice(id: string): Promise<void> {
    return this.#withVault((vault, account) => list.endDevice(this.device, vault, account, id));
  }
}
