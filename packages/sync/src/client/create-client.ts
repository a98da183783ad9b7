/**
 * The engine behind the {@link Client} port: one account on one device.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { opaqueReady } from '@obhut/crypto/opaque.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { printKit } from '@obhut/crypto/kit.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { loginAccount } from '../account/login.ts';
import { addPasskey, loginByPasskey } from '../account/passkey.ts';
import { provePassword } from '../account/password.ts';
import { recoverAccount } from '../account/recovery.ts';
import { registerAccount } from '../account/register.ts';
import { unlockDevice, type AccountSession } from '../account/device.ts';
import { VaultKeeper } from '../account/vault.ts';
import {
  ClientError,
  type Applied,
  type Client,
  type Draft,
  type Founded,
  type Founding,
  type Letter,
  type NewSpaceDraft,
  type Sheet,
  type Way,
} from '../client.ts';
import type { Peer } from '../engine/peer.ts';
import { OfflineError } from '../transport/transport.ts';
import { claim, createSpace, found, invite, kitKept } from './acts.ts';
import { Device, type ClientParts } from './device.ts';
import { orFailure } from './failures.ts';
import { readFounding } from './founding-journal.ts';
import { endAccess, replacePerson } from './standing.ts';
import { Pairing, pairingFailures } from './pairing.ts';
import * as ways from './ways.ts';
import { openLetterPeer, type LetterInHand } from './letter-reader.ts';

class Engine implements Client {
  readonly #device: Device;
  #vault: VaultKeeper | null = null;
  #drawn: ways.DrawnSheet | null = null;
  readonly #pairing: Pairing;

  constructor(parts: ClientParts) {
    this.#device = new Device(parts);
    this.#pairing = new Pairing(this.#device);
  }

  snapshot = () => this.#device.snapshot;
  states = () => this.#device.states;
  subscribe = (listener: () => void) => this.#device.subscribe(listener);

  /** Opens what this device has kept; needs no server. */
  async start(): Promise<void> {
    const { store, deviceKeys, transport } = this.#device.parts;
    const account = await unlockDevice(store, deviceKeys);
    if (account !== null) {
      this.#device.account = account;
      this.#vault = new VaultKeeper(transport, store, account);
      this.#device.isSheetDue = await ways.isSheetDue(store);
      await this.#enterFromVault();
    }
    this.#device.started();
    void this.reconnect();
  }

  async reconnect(): Promise<void> {
    await this.#device.connect();
  }

  /** Enters the institution that the vault names; stays signed out while there is none. */
  async #enterFromVault(): Promise<void> {
    const { account } = this.#device;
    const persona = (await this.#vault?.read())?.personas[0];
    if (persona === undefined || account === null) return;
    const journal = await readFounding(this.#device.parts.store, account.secret);
    // A founding that was cut off: the institution may not exist so far.
    if (journal !== null && !journal.done) return;
    if (journal !== null) this.#device.kit = printKit(journal.kitSeed);
    const keys = memberKeys('persona', persona.seed);
    const id = memberId('persona', persona.institution, keys.sign.publicKey, keys.kem.hash);
    await this.#device.enter(this.#device.newPeer(persona.institution, persona.leadership, { id, keys }));
  }

  #peer(): Peer {
    const { peer, isLetter } = this.#device;
    if (peer === null || isLetter) throw new ClientError('not-allowed');
    return peer;
  }

  #openVault(): VaultKeeper {
    if (this.#vault === null) throw new ClientError('not-allowed');
    return this.#vault;
  }

  async register(name: string, password: string): Promise<void> {
    const { transport, store, deviceKeys } = this.#device.parts;
    const account = await orFailure(() => registerAccount(transport, store, deviceKeys, name, password), {
      conflict: 'name-taken',
    });
    await orFailure(() => ways.sheetIsDue(store));
    this.#use(account);
    this.#device.isSheetDue = true;
    this.#device.changed();
  }

  #use(account: AccountSession): void {
    const { transport, store } = this.#device.parts;
    this.#device.account = account;
    this.#vault = new VaultKeeper(transport, store, account);
    this.#drawn = null;
  }

  async #cameIn(account: AccountSession): Promise<void> {
    this.#use(account);
    await orFailure(() => this.#enterFromVault());
    this.#device.changed();
    await this.#device.connect();
  }

  async login(name: string, password: string, secondSecret: string | null = null): Promise<void> {
    const { transport, store, deviceKeys } = this.#device.parts;
    const work = () => loginAccount(transport, store, deviceKeys, name, password, secondSecret);
    await this.#cameIn(await orFailure(work, { unauthenticated: 'wrong-name-or-password' }));
  }

  async recover(name: string, code: string, password: string): Promise<void> {
    const { transport, store, deviceKeys } = this.#device.parts;
    const work = () => recoverAccount(transport, store, deviceKeys, name, code, password);
    await this.#cameIn(await orFailure(work, { unauthenticated: 'wrong-name-or-code' }));
  }

  async logout(): Promise<void> {
    await this.#device.forget();
    this.#vault = null;
    this.#drawn = null;
  }

  /** What needs an account that is open. `refused`: what it means that the server does not take who asks. */
  #mine<Result>(
    work: (vault: VaultKeeper, account: AccountSession) => Promise<Result>,
    refused: 'wrong-password' | 'not-allowed' = 'wrong-password',
  ): Promise<Result> {
    const { account } = this.#device;
    if (account === null) throw new ClientError('not-allowed');
    return orFailure(() => work(this.#openVault(), account), { unauthenticated: refused });
  }

  async drawSheet(password: string): Promise<Sheet> {
    const { sheet, drawn } = await this.#mine((vault, account) =>
      ways.drawSheet(this.#device, vault, account, password),
    );
    this.#drawn = drawn;
    return sheet;
  }

  async keepSheet(lastGroup: string): Promise<void> {
    const drawn = this.#drawn;
    if (drawn === null) throw new ClientError('not-allowed');
    await this.#mine((vault, account) => ways.keepSheet(this.#device, vault, account, drawn, lastGroup));
    this.#drawn = null;
  }

  async sheetLater(): Promise<void> {
    this.#drawn = null;
    await orFailure(() => ways.sheetLater(this.#device));
  }

  changePassword(current: string, next: string): Promise<void> {
    return this.#mine((vault, account) => ways.changePassword(this.#device, vault, account, current, next));
  }

  ways(): Promise<Way[]> {
    return this.#mine((_, account) => ways.waysOf(this.#device, account), 'not-allowed');
  }

  async checkPassword(password: string): Promise<void> {
    await this.#mine((_, account) => provePassword(this.#device.parts.transport, account, password));
  }

  addPasskey(prf: Uint8Array): Promise<void> {
    const { transport } = this.#device.parts;
    return this.#mine((vault, account) => addPasskey(transport, vault, account, new Uint8Array(prf)), 'not-allowed');
  }

  async loginByPasskey(prf: Uint8Array): Promise<void> {
    const { transport, store, deviceKeys } = this.#device.parts;
    const work = () => loginByPasskey(transport, store, deviceKeys, new Uint8Array(prf));
    await this.#cameIn(await orFailure(work, { unauthenticated: 'unknown-passkey' }));
  }

  applyForPairing(): Promise<string> {
    return orFailure(() => this.#pairing.apply());
  }

  async awaitPairing(): Promise<Applied> {
    const { digits, account } = await orFailure(() => this.#pairing.await(), pairingFailures);
    if (account !== null) await this.#cameIn(account);
    return { digits, isIn: account !== null };
  }

  answerPairing(code: string): Promise<void> {
    return orFailure(() => this.#pairing.answer(code), pairingFailures);
  }

  isPairingReady(): Promise<boolean> {
    return orFailure(() => this.#pairing.isReady(), pairingFailures);
  }

  admitPaired(digits: string): Promise<void> {
    return orFailure(() => this.#pairing.admit(digits), pairingFailures);
  }

  removeWay(id: string): Promise<void> {
    return this.#mine((_, account) => ways.removeWay(this.#device, account, id), 'not-allowed');
  }

  async deleteAccount(password: string): Promise<void> {
    await this.#mine((_, account) => ways.deleteAccount(this.#device, account, password));
    this.#vault = null;
    this.#drawn = null;
  }

  found(founding: Founding): Promise<Founded> {
    return orFailure(() => found(this.#device, this.#openVault(), founding));
  }

  kitKept(): Promise<void> {
    return orFailure(() => kitKept(this.#device));
  }

  createSpace(kind: 'group', facts: NewSpaceDraft[]): Promise<string> {
    return this.#write((peer) => createSpace(this.#device, peer, kind, facts));
  }

  invite(groups: string[], mailboxFacts: NewSpaceDraft[]): Promise<Letter> {
    return this.#write((peer) => invite(this.#device, peer, groups, mailboxFacts));
  }

  endAccess(persona: string): Promise<void> {
    return this.#write((peer) => endAccess(this.#device, peer, persona));
  }

  replacePerson(old: string, next: string): Promise<void> {
    return this.#write((peer) => replacePerson(this.#device, peer, old, next));
  }

  #write<Result>(work: (peer: Peer) => Promise<Result>): Promise<Result> {
    const peer = this.#peer();
    return orFailure(() => this.#device.queue.run(() => work(peer)));
  }

  async openLetter(letter: LetterInHand): Promise<void> {
    const { transport, clock } = this.#device.parts;
    this.#device.look(await openLetterPeer(letter, transport, clock));
  }

  claim(facts: NewSpaceDraft[]): Promise<void> {
    const { peer, isLetter } = this.#device;
    if (peer === null || !isLetter) throw new ClientError('not-allowed');
    return orFailure(() => claim(this.#device, this.#openVault(), peer, facts));
  }

  async send(draft: Draft): Promise<string> {
    const peer = this.#peer();
    const { outbox, parts, queue } = this.#device;
    if (outbox === null) throw new ClientError('not-allowed');
    const { space, ...rest } = draft;
    const entry = { ...rest, institution: peer.institution.id, space: fromHex(space), time: parts.clock.now() };
    const id = await orFailure(() => outbox.add(entry));
    this.#device.changed();
    void this.#flush(queue.run(() => this.#device.flush()));
    return toHex(id);
  }

  /** What waits is safe on the device: being offline is no failure of `send`. */
  async #flush(sending: Promise<void>): Promise<void> {
    try {
      await sending;
    } catch (error) {
      if (!(error instanceof OfflineError)) this.#device.alarm({ space: null, why: 'not-sent' });
      await this.#device.connect();
    }
  }
}

export interface StartedClient extends Client {
  /** To be called when the device says that the network is back, or the app comes to the front. */
  reconnect(): Promise<void>;
}

/** Resolves when what this device has kept is open; reading from the server goes on behind it. */
export async function createClient(parts: ClientParts): Promise<StartedClient> {
  await cryptoReady();
  await opaqueReady;
  const engine = new Engine(parts);
  await engine.start();
  return engine;
}
