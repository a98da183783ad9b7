/**
 * The institutions of the open account that are not in front: each with a {@link Device} of its own, as whole and as busy as the one in front. To
 * the server they are different people, each in a session of its own (protocol.md, section 3).
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { InstitutionView } from '../client.ts';
import type { Device } from './device.ts';
import type { InstitutionBeside } from './institution-commands.ts';

function isOf({ peer }: Device, institution: Bytes): boolean {
  return peer !== null && equalBytes(peer.institution.id, institution);
}

export class Beside {
  #devices: readonly Device[] = [];
  #views: readonly InstitutionBeside[] = [];

  get devices(): readonly Device[] {
    return this.#devices;
  }

  of(institution: Bytes): Device | null {
    return this.#devices.find((device) => isOf(device, institution)) ?? null;
  }

  add(device: Device): void {
    this.#devices = [...this.#devices, device];
  }

  /** It comes to the front, or is gone. */
  take(device: Device): void {
    this.#devices = this.#devices.filter((one) => one !== device);
  }

  /** Whatever was open is open no more. */
  close(): void {
    for (const device of this.#devices) device.stop();
    [this.#devices, this.#views] = [[], []];
  }

  get standings(): readonly (InstitutionView['standing'] | undefined)[] {
    return this.#devices.map(({ snapshot }) => snapshot.institution?.standing);
  }

  /** Nothing was ever read of one that was decided for and not joined. */
  #seen(): InstitutionBeside[] {
    return this.#devices.flatMap(({ peer, snapshot, states }) =>
      peer === null || peer.institution.replicas.length === 0
        ? []
        : [{ id: toHex(peer.institution.id), snapshot, states }],
    );
  }

  /** The same object as long as nothing has changed. */
  views(): readonly InstitutionBeside[] {
    const now = this.#seen();
    const isSame =
      now.length === this.#views.length &&
      now.every(({ snapshot, states }, at) => {
        const known = this.#views[at];
        return known?.snapshot === snapshot && known.states === states;
      });
    if (!isSame) this.#views = now;
    return this.#views;
  }
}
