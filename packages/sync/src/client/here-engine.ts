/**
 * The part of the engine that knows who is at this device: one account is open at a time, and what is open of it lives in one {@link Device}.
 * Who locks or leaves takes that with them: nothing of it is held here any longer.
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { dropFromDevice, keepOnDevice, unlockDevice, type AccountSession, type Home } from '../account/device.ts';
import type { Resident } from '../account/homes.ts';
import { dropPasskeys } from '../account/passkey.ts';
import { emptyHome } from '../account/rooms-memory.ts';
import { VaultKeeper } from '../account/vault.ts';
import type { Peer } from '../engine/peer.ts';
import { Queue } from '../engine/queue.ts';
import { Beside } from './beside.ts';
import { ClientError } from '../failure.ts';
import { Device } from './device.ts';
import { writerOf } from './drafts.ts';
import type { ClientParts } from './client-parts.ts';
import { orFailure } from './failures.ts';
import type { AccountHere, IdleMinutes } from './here-commands.ts';
import * as list from './device-list.ts';
import { idleOf } from './here-view.ts';
import { IdleTimer } from './idle-timer.ts';
import { endNotices } from './notices.ts';
import { Pairing } from './pairing.ts';
import { Recovery } from './recovering.ts';
import { Tablet } from './tablet.ts';
import type { DrawnSheet } from './ways.ts';

/** So seldom it is written down that somebody is there. */
const noteEveryMs = 30_000;

export abstract class HereEngine {
  protected readonly parts: ClientParts;
  /** The institution in front, or whatever else is open. */
  protected device: Device;
  protected readonly others = new Beside();
  /** The vault is looked through at the start and with each connection, never twice at once. */
  protected readonly opening = new Queue();
  protected pairing: Pairing;
  protected recovery: Recovery;
  /** Where this device is a shared tablet: then nobody's account is open on it. */
  protected tablet: Tablet | null = null;
  protected vault: VaultKeeper | null = null;
  protected drawn: DrawnSheet | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #idle: IdleTimer;
  #accounts: readonly AccountHere[] = [];

  constructor(parts: ClientParts) {
    this.parts = parts;
    this.device = this.deviceIn(emptyHome());
    this.pairing = new Pairing(this.device);
    this.recovery = new Recovery(this.device);
    this.#idle = new IdleTimer(parts.clock, () => void this.lock());
    this.#listeners.add(() => this.#idle.count(idleOf(this.device, this.tablet)));
  }

  /** What the account has is read, and shown. */
  protected abstract enter(): Promise<void>;
  protected abstract connectAgain(): Promise<void>;
  protected abstract openMissing(): Promise<void>;

  protected deviceIn(home: Home): Device {
    const device: Device = new Device(
      {
        ...this.parts,
        ...home,
        accounts: () => this.#accounts,
        standingsBeside: () => this.others.standings,
        ended: () => {
          if (this.all.includes(device)) void this.#close('ended');
        },
        vaultRead: () => {
          if (this.all.includes(device)) void this.openMissing();
        },
      },
      this.#listeners,
    );
    return device;
  }

  /** Of the account that is open, each institution's; the one in front first. */
  protected get all(): readonly Device[] {
    return [this.device, ...this.others.devices];
  }

  /** Whatever was open is open no more. */
  #replace(home: Home): Device {
    const before = this.device;
    before.stop();
    this.others.close();
    this.device = this.deviceIn(home);
    this.pairing = new Pairing(this.device);
    this.recovery = new Recovery(this.device);
    [this.tablet, this.vault, this.drawn] = [null, null, null];
    this.device.isStarted = before.isStarted;
    return before;
  }

  async #readAccounts(): Promise<void> {
    const residents = await this.parts.homes.list();
    this.#accounts = residents
      .filter(({ name }) => name !== '')
      .map(({ account, name, state }) => ({ id: toHex(account), name, state }));
  }

  protected async openCurrent(): Promise<void> {
    await this.#readAccounts();
    const current = await this.parts.homes.current();
    if (current?.state !== 'open') return;
    await this.#openKept(current.account);
    const { settings } = this.device;
    const { afterMs } = idleOf(this.device, null);
    const isLate = settings !== null && this.parts.clock.now() - settings.seen > afterMs;
    if (isLate && afterMs > 0) await this.#close('locked');
  }

  /** False: nothing here opens it. */
  async #openKept(account: Bytes): Promise<boolean> {
    const home = await this.parts.homes.homeOf(account);
    const opened = await unlockDevice(home.store, home.deviceKeys);
    if (opened === null) {
      await this.parts.homes.leave(account, 'locked');
      await this.#readAccounts();
      return false;
    }
    await this.#settleIn(opened, home);
    await this.enter();
    return true;
  }

  /** In a home of its own, which no account shares. */
  protected moveInTablet(home: Home): Tablet {
    this.#replace(home);
    this.tablet = new Tablet(this.device);
    return this.tablet;
  }

  /** Others will use this device: nobody's account opens by a touch any more. */
  protected async lockEveryone(): Promise<void> {
    for (const { account, state } of await this.parts.homes.list()) {
      if (state !== 'open') continue;
      await dropFromDevice(await this.parts.homes.homeOf(account));
      await this.parts.homes.leave(account, 'locked');
    }
    await this.#readAccounts();
  }

  protected async forgetTablet(): Promise<void> {
    const before = this.#replace(emptyHome());
    await before.queue.run(() => this.parts.homes.removeTablet());
    this.device.changed();
  }

  /** On a shared tablet people come in by a PIN, never with an account. */
  protected mayComeIn(): void {
    if (this.tablet !== null) throw new ClientError('not-allowed');
  }

  /** A letter that is being looked at stays in hand. */
  async #settleIn(account: AccountSession, home: Home): Promise<void> {
    const letter = this.device.isLetter ? this.device.peer : null;
    this.#replace(home);
    await this.useAccount(account);
    if (letter !== null) this.device.look(letter);
  }

  /** The account as it is now: again after its secret was renewed. */
  protected async useAccount(account: AccountSession): Promise<void> {
    for (const device of this.all) await device.use(account);
    this.vault = new VaultKeeper(this.parts.transport, this.device.parts.store, account);
    this.drawn = null;
  }

  /** It has just come in, by whatever way, and its home has its secret. */
  protected async arrive(account: AccountSession): Promise<void> {
    await this.parts.homes.enter(account.id, account.login);
    await this.#readAccounts();
    await this.#settleIn(account, await this.parts.homes.homeOf(account.id));
    await this.device.seen();
  }

  lock(): Promise<void> {
    return this.#close('locked');
  }

  /** A letter that is being looked at stays in hand, for whom it may be. */
  async leave(): Promise<void> {
    const letter = this.device.isLetter ? this.device.peer : null;
    await this.#close('open');
    if (letter !== null) this.device.look(letter);
  }

  /** Screens show nobody at once. What was under way ends by itself, and cannot bring the secret back. */
  async #close(state: Resident['state']): Promise<void> {
    const { account } = this.device;
    if (account === null) return;
    this.#accounts = this.#accounts.map((one) => (one.id === toHex(account.id) ? { ...one, state } : one));
    const { all } = this;
    const before = this.#replace(emptyHome());
    this.device.changed();
    await this.parts.homes.leave(account.id, state);
    for (const { drafts } of all) await drafts?.settled();
    if (state === 'open') return;
    const { store, deviceKeys } = before.parts;
    const drop = () => dropFromDevice({ store, deviceKeys });
    await drop();
    // With its passkey alone a device that was ended would only be refused again.
    if (state === 'ended') await dropPasskeys(store, []);
    const isLockedStill = () => this.device.account === null || toHex(this.device.account.id) !== toHex(account.id);
    for (const { queue } of all) {
      void queue.run(async () => {
        if (isLockedStill()) await drop();
      });
    }
  }

  async openHere(account: string): Promise<void> {
    this.mayComeIn();
    const resident = await this.parts.homes.find(fromHex(account));
    if (resident?.state !== 'open') throw new ClientError('not-allowed');
    await this.#close('open');
    if (!(await this.#openKept(resident.account))) throw new ClientError('not-allowed');
    await this.parts.homes.enter(resident.account, resident.login);
    await this.device.seen();
    this.device.changed();
    void this.connectAgain();
  }

  /** What was kept here, opened without a server; `opened`: by a way in that was used here before. */
  protected async unlocked(opened: AccountSession): Promise<void> {
    const home = await this.parts.homes.homeOf(opened.id);
    await keepOnDevice(home.store, home.deviceKeys, opened);
    await this.arrive(opened);
    await this.enter();
    this.device.changed();
    void this.connectAgain();
  }

  async nameHere(name: string): Promise<void> {
    const { account } = this.device;
    if (account === null || name.trim() === '') throw new ClientError('not-allowed');
    await orFailure(() => this.parts.homes.rename(account.id, name.trim().slice(0, 60)));
    await this.#readAccounts();
    this.device.changed();
  }

  setIdle(idle: IdleMinutes): Promise<void> {
    return orFailure(() => this.device.seen({ idle }));
  }

  async stillHere(): Promise<void> {
    this.#idle.touch();
    const { settings, parts } = this.device;
    if (settings === null || parts.clock.now() - settings.seen < noteEveryMs) return;
    await orFailure(() => this.device.seen());
  }

  async keepDraft(writer: string, key: string, text: string): Promise<void> {
    // The last letters may come when another institution is in front already.
    const device = this.all.find((one) => writerOf(one) === writer);
    if (device === undefined || device.drafts === null) throw new ClientError('not-allowed');
    const keeping = device.drafts.keep(key, text);
    device.changed();
    await orFailure(() => keeping);
  }

  /** Takes everything of the open account off this device. */
  protected async forgetAccount(): Promise<void> {
    const { all, device, vault } = this;
    const { account, settings, snapshot } = device;
    const peers = all.flatMap(({ peer }): Peer[] => (peer === null ? [] : [peer]));
    const isOnline = snapshot.connection === 'online';
    if (isOnline) for (const one of all) await endNotices(one, 'this');
    if (isOnline && vault !== null && settings !== null) await list.signOff(vault, settings.device);
    const before = this.#replace(emptyHome());
    for (const queue of [this.opening, ...all.map((one) => one.queue)]) await queue.run(() => Promise.resolve());
    if (account !== null) await before.queue.run(() => this.parts.homes.remove(account.id));
    await this.#readAccounts();
    this.device.changed();
    if (account !== null && isOnline) await list.endOwnSessions(before, account, peers);
  }
}
