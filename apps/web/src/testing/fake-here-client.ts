/**
 * The part of a fake client that knows who is at the device.
 * @module
 */
import type { HereCommands, IdleMinutes, OwnDevice } from '@obhut/sync/client/here-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { FakeAccountClient } from './fake-account-client.ts';

export class FakeHereClient extends FakeAccountClient implements HereCommands {
  #own() {
    if (this.loginName === null) throw new ClientError('not-allowed');
    return this.here.of(this.loginName);
  }

  /** As when another device has ended this one. */
  async end(): Promise<void> {
    await this.#close('ended');
  }

  async #close(state: 'open' | 'locked' | 'ended'): Promise<void> {
    await Promise.resolve();
    if (this.loginName !== null) this.#own().state = state;
    this.loginName = null;
    this.letterId = null;
    this.changed();
  }

  lock = () => (this.fakeTablet.view === null ? this.#close('locked') : this.reached(() => this.fakeTablet.lock()));
  leave = () => this.#close('open');

  async openHere(account: string): Promise<void> {
    await Promise.resolve();
    const { state, login } = this.here.byId(account);
    if (state !== 'open') throw new ClientError('not-allowed');
    this.loginName = login;
    this.changed();
  }

  unlock = (account: string, password: string, secondSecret: string | null = null) =>
    this.reached(() => {
      const resident = this.here.byId(account);
      if (this.world.accounts.get(resident.login)?.password !== password) throw new ClientError('wrong-password');
      this.fakeWays.enter(resident.login, password, secondSecret);
      resident.state = 'open';
      this.loginName = resident.login;
    });

  unlockByPasskey = (account: string, prf: Uint8Array) =>
    this.reached(() => {
      const resident = this.here.byId(account);
      if (this.fakeWays.passkeyOwner(prf) !== resident.login) throw new ClientError('unknown-passkey');
      resident.state = 'open';
      this.loginName = resident.login;
    });

  nameHere = (name: string) => this.#set(() => void (this.#own().name = name.trim()));
  setIdle = (minutes: IdleMinutes) => this.#set(() => void (this.#own().idle = minutes));
  /** How often somebody touched the device. */
  touches = 0;
  stillHere = () => this.#set(() => void this.touches++);

  /** Who says what is said now: in the institution that is in front, and in no other. */
  protected get speaker(): FakeHereClient {
    return this;
  }

  keepDraft = (writer: string, key: string, text: string): Promise<void> =>
    this.speaker === this ? this.#keepDraft(writer, key, text) : this.speaker.keepDraft(writer, key, text);

  #keepDraft = (writer: string, key: string, text: string) =>
    this.#set(() => {
      const { drafts } = this.fakeTablet.own ?? this.#own();
      if (this.snapshot().here.writer !== writer) throw new ClientError('not-allowed');
      if (text === '') drafts.delete(key);
      else drafts.set(key, text);
    });

  devices = (): Promise<OwnDevice[]> => this.reached(() => this.#own().devices);

  renameDevice = (id: string, name: string) =>
    this.reached(() => {
      const own = this.#own();
      own.devices = own.devices.map((device) => (device.id === id ? { ...device, name } : device));
    });

  endDevice = (id: string) =>
    this.reached(() => {
      const own = this.#own();
      own.devices = own.devices.filter((device) => device.id !== id);
    });

  async #set(work: () => void): Promise<void> {
    await Promise.resolve();
    work();
    this.changed();
  }
}
