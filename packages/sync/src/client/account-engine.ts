/**
 * The part of the engine that is about the account: coming in, its ways in, going, coming back after a reload.
 * @module
 */
import { fromHex } from '@obhut/protocol/bytes.ts';
import type { AccountSession } from '../account/device.ts';
import { loginAccount } from '../account/login.ts';
import { addPasskey, loginByPasskey, openByPasskey } from '../account/passkey.ts';
import { provePassword } from '../account/password.ts';
import { recoverAccount } from '../account/recovery.ts';
import { registerAccount } from '../account/register.ts';
import type { VaultKeeper } from '../account/vault.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { finishRenewal } from '../account/renewal.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { renewPersona, renewSecret } from './renewal.ts';
import type { Applied, Sheet, Way } from '../client.ts';
import { ClientError } from '../failure.ts';
import { orFailure } from './failures.ts';
import { sheetsOf } from './first-kit.ts';
import { readFounding } from './founding-journal.ts';
import { isKitDue } from './new-kit.ts';
import { InstitutionEngine } from './institution-engine.ts';
import { endNotices } from './notices.ts';
import { pairingFailures } from './pairing.ts';
import { unlockTablet } from '../tablet/kept.ts';
import * as ways from './ways.ts';

export class AccountEngine extends InstitutionEngine {
  /** Opens what this device has kept; needs no server. */
  async start(): Promise<void> {
    await this.openCurrent();
    if (this.device.account === null) await this.#resumeTablet();
    this.device.isStarted = true;
    this.device.changed();
    void this.reconnect();
  }

  async #resumeTablet(): Promise<void> {
    const home = await this.parts.homes.tabletHome();
    const kept = home === null ? null : await unlockTablet(home.store, home.deviceKeys);
    if (home !== null && kept !== null) await this.moveInTablet(home).enter(kept);
  }

  protected async enter(): Promise<void> {
    const { store } = this.device.parts;
    this.device.isSheetDue = await ways.isSheetDue(store);
    this.device.isKitDue = await isKitDue(store);
    // Whoever waits is not in so far, whatever the vault has for them.
    if (!(await this.recovery.resume())) await this.#enterFromVault();
  }

  protected connectAgain(): Promise<void> {
    return this.reconnect();
  }

  async reconnect(): Promise<void> {
    await this.#goOn();
    await this.openMissing();
    await this.connectAll();
    await this.followVault();
    await this.noteDevice();
  }

  /** New keys that were cut off while they took the place of lost ones. */
  async #goOn(): Promise<void> {
    try {
      await this.#finishRenewal();
    } catch (error) {
      // Out of reach, or others were faster: it goes on with the next connection.
      if (!(error instanceof ApiError) && !isUnreachable(error)) throw error;
    }
  }

  async #finishRenewal(): Promise<void> {
    const { device } = this;
    const { account, parts, queue } = device;
    if (account === null) return;
    const finished = await queue.run(() => finishRenewal(parts, account));
    // Locked meanwhile: it goes on when it is open again.
    if (this.device !== device) return;
    if (finished !== null) {
      await ways.sheetIsDue(parts.store);
      await this.useAccount(finished);
    }
    const vault = this.openVault();
    await this.openMissing();
    for (const persona of (await vault.read()).personas) {
      const { next, institution } = persona;
      const where = this.deviceOf(institution);
      if (next !== undefined && where !== null)
        await where.queue.run(() => renewPersona(where, vault, { ...persona, next }));
    }
    device.isSheetDue = await ways.isSheetDue(parts.store);
    device.changed();
  }

  async renew(password: string): Promise<void> {
    const { device } = this;
    const renewed = await this.#mine((vault, account) =>
      device.queue.run(() => renewSecret(this.all, account, vault, password)),
    );
    if (this.device !== device) return;
    await this.useAccount(renewed);
    await orFailure(() => this.#finishRenewal());
    await this.connectAll();
    await this.noteDevice();
  }

  /** Enters an institution that the vault names; stays signed out while there is none. The others follow behind it. */
  async #enterFromVault(): Promise<void> {
    const { account } = this.device;
    const persona = this.frontOf((await this.vault?.read())?.personas ?? []);
    if (persona === undefined || account === null) return;
    const journal = await readFounding(this.device.parts.store, account.secret);
    // A founding that was cut off: the institution may not exist so far.
    if (journal !== null && !journal.done) return;
    if (journal !== null) this.device.kit = await sheetsOf(journal);
    await this.device.enter(this.peerOf(this.device, persona));
  }

  protected openVault(): VaultKeeper {
    if (this.vault === null) throw new ClientError('not-allowed');
    return this.vault;
  }

  async register(name: string, password: string): Promise<void> {
    this.mayComeIn();
    const { transport, homes } = this.parts;
    const account = await orFailure(() => registerAccount(transport, homes.homeOf, name, password), {
      conflict: 'name-taken',
    });
    await orFailure(async () => {
      await this.arrive(account);
      await ways.sheetIsDue(this.device.parts.store);
    });
    this.device.isSheetDue = true;
    this.device.changed();
    await this.noteDevice();
  }

  async #cameIn(account: AccountSession): Promise<void> {
    await orFailure(async () => {
      await this.arrive(account);
      await this.enter();
      await this.openMissing();
    });
    this.device.changed();
    await this.connectAll();
    await this.noteDevice();
  }

  async login(name: string, password: string, secondSecret: string | null = null): Promise<void> {
    this.mayComeIn();
    const { transport, homes } = this.parts;
    const work = () => loginAccount(transport, homes.homeOf, name, password, secondSecret);
    await this.#cameIn(await orFailure(work, { unauthenticated: 'wrong-name-or-password' }));
  }

  async unlock(account: string, password: string, secondSecret: string | null = null): Promise<void> {
    this.mayComeIn();
    const { transport, homes } = this.parts;
    const resident = await homes.find(fromHex(account));
    if (resident === null) throw new ClientError('not-allowed');
    const work = () => loginAccount(transport, homes.homeOf, resident.login, password, secondSecret);
    await this.#cameIn(await orFailure(work, { unauthenticated: 'wrong-password' }));
  }

  async unlockByPasskey(account: string, prf: Uint8Array): Promise<void> {
    this.mayComeIn();
    const id = fromHex(account);
    const { store } = await this.parts.homes.homeOf(id);
    const opened = await openByPasskey(store, id, new Uint8Array(prf));
    await (opened === null ? this.loginByPasskey(prf) : this.unlocked(opened));
  }

  async recover(name: string, code: string, password: string): Promise<void> {
    this.mayComeIn();
    const { transport, homes } = this.parts;
    const work = () => recoverAccount(transport, homes.homeOf, name, code, password);
    await this.#cameIn(await orFailure(work, { unauthenticated: 'wrong-name-or-code' }));
  }

  async logout(): Promise<void> {
    // What is on a shared tablet is not one person's to forget.
    if (this.tablet !== null) throw new ClientError('not-allowed');
    await this.forgetAccount();
  }

  /** What needs an account that is open. `refused`: what it means that the server does not take who asks. */
  #mine<Result>(
    work: (vault: VaultKeeper, account: AccountSession) => Promise<Result>,
    refused: 'wrong-password' | 'not-allowed' = 'wrong-password',
  ): Promise<Result> {
    const { account } = this.device;
    if (account === null) throw new ClientError('not-allowed');
    return orFailure(() => work(this.openVault(), account), { unauthenticated: refused });
  }

  async drawSheet(password: string): Promise<Sheet> {
    const { sheet, drawn } = await this.#mine((vault, account) =>
      ways.drawSheet(this.device, vault, account, password),
    );
    this.drawn = drawn;
    return sheet;
  }

  async keepSheet(lastGroup: string): Promise<void> {
    const drawn = this.drawn;
    if (drawn === null) throw new ClientError('not-allowed');
    await this.#mine((vault, account) => ways.keepSheet(this.device, vault, account, drawn, lastGroup));
    this.drawn = null;
  }

  async sheetLater(): Promise<void> {
    this.drawn = null;
    await orFailure(() => ways.sheetLater(this.device));
  }

  changePassword(current: string, next: string): Promise<void> {
    return this.#mine((vault, account) => ways.changePassword(this.device, vault, account, current, next));
  }

  ways(): Promise<Way[]> {
    return this.#mine((_, account) => ways.waysOf(this.device, account), 'not-allowed');
  }

  async checkPassword(password: string): Promise<void> {
    await this.#mine((_, account) => provePassword(this.device.parts.transport, account, password));
  }

  addPasskey(prf: Uint8Array): Promise<void> {
    const { transport, store } = this.device.parts;
    const work = (vault: VaultKeeper, account: AccountSession) =>
      addPasskey(transport, store, vault, account, new Uint8Array(prf));
    return this.#mine(work, 'not-allowed');
  }

  async loginByPasskey(prf: Uint8Array): Promise<void> {
    this.mayComeIn();
    const { transport, homes } = this.parts;
    const work = () => loginByPasskey(transport, homes.homeOf, new Uint8Array(prf));
    await this.#cameIn(await orFailure(work, { unauthenticated: 'unknown-passkey' }));
  }

  applyForPairing(): Promise<string> {
    return orFailure(() => this.pairing.apply());
  }

  async awaitPairing(): Promise<Applied> {
    this.mayComeIn();
    const { digits, account } = await orFailure(() => this.pairing.await(), pairingFailures);
    if (account !== null) await this.#cameIn(account);
    return { digits, isIn: account !== null };
  }

  answerPairing(code: string): Promise<void> {
    return orFailure(() => this.pairing.answer(code), pairingFailures);
  }

  isPairingReady(): Promise<boolean> {
    return orFailure(() => this.pairing.isReady(), pairingFailures);
  }

  admitPaired(digits: string): Promise<void> {
    return orFailure(() => this.pairing.admit(digits), pairingFailures);
  }

  removeWay(id: string): Promise<void> {
    return this.#mine((_, account) => ways.removeWay(this.device, account, id), 'not-allowed');
  }

  async deleteAccount(password: string): Promise<void> {
    await this.#mine((_, account) => ways.deleteAccount(this.device, account, password));
    for (const one of this.all) await endNotices(one, 'all');
    await this.forgetAccount();
  }
}
