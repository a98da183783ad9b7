/**
 * The part of the engine that holds several institutions of one account open: each whole and at work, one of them in front.
 * @module
 */
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { VaultContent } from '../account/vault-content.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { orIsOver } from '../engine/session.ts';
import { selfOf } from '../institution.ts';
import type { Device } from './device.ts';
import { orFailure } from './failures.ts';
import type { InstitutionBeside, InstitutionCommands } from './institution-commands.ts';
import { OwnDevicesEngine } from './own-devices-engine.ts';

type Persona = VaultContent['personas'][number];

export abstract class InstitutionEngine extends OwnDevicesEngine implements InstitutionCommands {
  beside(): readonly InstitutionBeside[] {
    return this.others.views();
  }

  protected peerOf(device: Device, { institution, leadership, seed }: Persona): Peer {
    return device.newPeer(institution, leadership, selfOf('persona', institution, seed));
  }

  /** The one that was in front here before; else the one that was joined first. */
  protected frontOf(personas: readonly Persona[]): Persona | undefined {
    const front = this.device.settings?.front;
    const known = personas.find(({ institution }) => front !== undefined && equalBytes(institution, front));
    return known ?? personas[0];
  }

  /** In the same home as the one in front, with what is open of the account. */
  async #another(): Promise<Device> {
    const { account, parts, isSheetDue, isKitDue } = this.device;
    if (account === null) throw new ClientError('not-allowed');
    const another = this.deviceIn({ store: parts.store, deviceKeys: parts.deviceKeys });
    await another.use(account);
    [another.isSheetDue, another.isKitDue, another.isStarted] = [isSheetDue, isKitDue, true];
    return another;
  }

  /** What is open of it here; null: nothing. */
  protected deviceOf(institution: Bytes): Device | null {
    const { peer, isLetter } = this.device;
    const isInFront = peer !== null && !isLetter && equalBytes(peer.institution.id, institution);
    return isInFront ? this.device : this.others.of(institution);
  }

  /** What the vault names, as far as this device knows it, and is not open here. Whoever has not come in anywhere is not led anywhere. */
  async #openMissing(): Promise<void> {
    const { vault, device } = this;
    if (vault === null || device.peer === null) return;
    for (const persona of (await vault.read()).personas) {
      // Locked or left meanwhile.
      if (this.vault !== vault) return;
      // Of a claim that is under way the vault knows already.
      if (this.device.isLetter || this.deviceOf(persona.institution) !== null) continue;
      const another = await this.#another();
      await another.enter(this.peerOf(another, persona));
      if (this.vault !== vault) return another.stop();
      this.others.add(another);
      this.device.changed();
      void another.connect();
    }
  }

  /** Where the vault is out of reach, the next connection does it. */
  protected openMissing(): Promise<void> {
    return orIsOver(() => this.opening.run(() => this.#openMissing()));
  }

  /** What another device has joined meanwhile is opened here too. */
  protected async followVault(): Promise<void> {
    await this.readVault();
    await this.openMissing();
  }

  /** Each for itself: no institution waits for another. */
  protected async connectAll(): Promise<void> {
    await Promise.all(this.all.map((one) => one.connect()));
    // Another device may have joined one meanwhile.
    await this.openMissing();
  }

  /** A letter comes to the front; the institution that was there goes on beside it. */
  protected async lookAt(letter: Peer): Promise<void> {
    const { device } = this;
    const isInside = device.account !== null && device.peer !== null && !device.isLetter;
    const another = isInside ? await this.#another() : device;
    // Locked or left meanwhile.
    if (this.device !== device) throw new ClientError('not-allowed');
    if (isInside) this.#show(another);
    another.look(letter);
  }

  /** A letter of an institution in which the account is, or was, is another person's: nothing would become of it here. */
  protected makeRoomFor(institution: Bytes): void {
    const known = this.others.of(institution);
    if (known === null) return;
    if ((known.peer?.institution.replicas.length ?? 0) > 0) throw new ClientError('not-allowed');
    known.stop();
    this.others.take(known);
  }

  #show(next: Device): void {
    const before = this.device;
    this.others.take(next);
    if (before.isLetter) before.stop();
    else this.others.add(before);
    next.settings = before.settings;
    [next.isSheetDue, next.isKitDue] = [before.isSheetDue, before.isKitDue];
    this.device = next;
  }

  /** The next start begins with it. */
  protected async rememberFront(): Promise<void> {
    const { peer } = this.device;
    if (peer !== null) await this.device.seen({ front: peer.institution.id });
  }

  async bringForward(institution: string): Promise<void> {
    const { peer, isLetter, account } = this.device;
    if (account === null) throw new ClientError('not-allowed');
    if (!isLetter && peer !== null && toHex(peer.institution.id) === institution) return;
    // A notice may have been touched while the app was starting.
    if (this.others.of(fromHex(institution)) === null) await this.openMissing();
    const next = this.others.of(fromHex(institution));
    if (next === null) throw new ClientError('not-allowed');
    this.#show(next);
    next.changed();
    await orFailure(() => this.rememberFront());
  }
}
