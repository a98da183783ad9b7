/**
 * The part of the engine that is about day teams and their shared tablets.
 * @module
 */
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import type { Applied, NewSpaceDraft } from '../client.ts';
import { ClientError } from '../failure.ts';
import { selfOf } from '../institution.ts';
import { keepTablet, type KeptTablet } from '../tablet/kept.ts';
import { AccountEngine } from './account-engine.ts';
import { actingPeer, writing } from './acting.ts';
import { admitHelper } from './admit.ts';
import { admitTablet, createDayTeam, removeFromDay } from './day-team.ts';
import type { ClientParts } from './client-parts.ts';
import { orFailure } from './failures.ts';
import { pairingFailures } from './pairing.ts';
import type { Tablet } from './tablet.ts';
import type { TabletCode, TabletCommands, Unlocked } from './tablet-commands.ts';
import { TabletPairing, type HandedPersona } from './tablet-pairing.ts';

export class TabletEngine extends AccountEngine implements TabletCommands {
  readonly #pairing: TabletPairing;

  constructor(parts: ClientParts) {
    super(parts);
    this.#pairing = new TabletPairing(parts.transport);
  }

  createDayTeam(facts: NewSpaceDraft[]): Promise<string> {
    return writing(this.device, (peer) => createDayTeam(this.device, peer, facts));
  }

  admitHelper(person: string, day: string, until: number, digits: string): Promise<void> {
    const whom = { person, day: fromHex(day), until, digits };
    return writing(this.device, (peer) => admitHelper(this.device, peer, whom));
  }

  removeFromDay(day: string, member: string): Promise<void> {
    return writing(this.device, (peer) => removeFromDay(this.device, peer, day, member));
  }

  async showTabletCode(why: TabletCode): Promise<string> {
    // A device where somebody is signed in is theirs; a PIN is set on what is a tablet.
    const isTablet = this.tablet !== null;
    if (this.device.account !== null || isTablet !== (why === 'tablet-pin')) throw new ClientError('not-allowed');
    return await orFailure(() => this.#pairing.show(why));
  }

  async awaitTabletCode(): Promise<Applied> {
    return orFailure(async () => {
      const { digits, handed } = await this.#pairing.await();
      if (handed === null) return { digits, isIn: false };
      if ('tablet' in handed) await this.#become(handed.tablet);
      else await this.#onTablet().receive(handed.persona);
      return { digits, isIn: true };
    }, pairingFailures);
  }

  async answerTablet(why: TabletCode, code: string): Promise<void> {
    actingPeer(this.device);
    await orFailure(() => this.#pairing.answer(why, code), pairingFailures);
  }

  isTabletReady(): Promise<boolean> {
    return orFailure(() => this.#pairing.isReady(), pairingFailures);
  }

  async admitTablet(day: string, digits: string): Promise<string> {
    return writing(this.device, async (peer) => {
      const id = await admitTablet(this.device, peer, day, this.#pairing.met(digits));
      const { id: institution, leadership } = peer.institution;
      const place = { institution, leadership, day: fromHex(day) };
      await orFailure(() => this.#pairing.handPlace(place, digits), pairingFailures);
      return toHex(id);
    });
  }

  handPersona(digits: string, label: string): Promise<void> {
    return orFailure(async () => this.#pairing.handPersona(await this.#ownPersona(label), digits), pairingFailures);
  }

  async #ownPersona(label: string): Promise<HandedPersona> {
    const { id: institution, leadership, self } = actingPeer(this.device).institution;
    const { personas } = await this.openVault().read();
    const own = personas.find(({ seed }) => toHex(selfOf('persona', institution, seed).id) === toHex(self.id));
    if (own === undefined) throw new ClientError('not-allowed');
    return { institution, leadership, seed: own.seed, label };
  }

  #onTablet(): Tablet {
    if (this.tablet === null) throw new ClientError('not-allowed');
    return this.tablet;
  }

  async #become(kept: KeptTablet): Promise<void> {
    if (this.device.account !== null || this.tablet !== null) throw new ClientError('not-allowed');
    await this.lockEveryone();
    const home = await this.parts.homes.becomeTablet();
    await keepTablet(home.store, home.deviceKeys, kept);
    await this.moveInTablet(home).enter(kept);
    await this.device.connect();
  }

  async setPin(digits: string): Promise<void> {
    await orFailure(() => this.#onTablet().setPin(digits));
  }

  async unlockByPin(person: string, digits: string): Promise<Unlocked> {
    return await orFailure(() => this.#onTablet().unlock(person, digits));
  }

  override lock(): Promise<void> {
    const { tablet } = this;
    return tablet === null ? super.lock() : orFailure(() => tablet.lock());
  }

  async removePin(): Promise<void> {
    await orFailure(() => this.#onTablet().removePin());
  }

  async leaveTablet(): Promise<void> {
    await this.#onTablet().leave();
    await orFailure(() => this.forgetTablet());
  }
}
