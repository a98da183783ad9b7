/**
 * The engine behind the {@link Client} port: the accounts of one device, of which one is open.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { opaqueReady } from '@obhut/crypto/opaque.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import type { Client, Draft, Founded, Founding, Letter, NewSpaceDraft, Place } from '../client.ts';
import { ClientError } from '../failure.ts';
import type { VaultKeeper } from '../account/vault.ts';
import type { Peer } from '../engine/peer.ts';
import { Queue } from '../engine/queue.ts';
import { actingPeer, isOfInstitution, writing } from './acting.ts';
import { admit } from './admit.ts';
import { claim, createSpace, found, invite } from './acts.ts';
import { addDeletion } from './deleting.ts';
import type { ClientParts } from './client-parts.ts';
import { orFailure } from './failures.ts';
import type { Plan } from '../plans/plan.ts';
import type { PlanResult } from './plan-commands.ts';
import type { PlanRunner } from './plan-runner.ts';
import { chooseKitForm, kitKept } from './first-kit.ts';
import type { KitForm, KitMistakes, KitSheet } from './kit-commands.ts';
import { readSheets } from './kit-sheets.ts';
import { openFile, refsOf, takeFile, unsend } from './file-acts.ts';
import type { TakenFile } from './file-commands.ts';
import type { NoticeHours } from './notice-commands.ts';
import * as notices from './notices.ts';
import { approveRecovery, drawKit, keepKit, vetoRecovery } from './new-kit.ts';
import { sendToEach } from './send-to-each.ts';
import { endAccess, replacePerson } from './standing.ts';
import { TabletEngine } from './tablet-engine.ts';
import { openLetterPeer, type LetterInHand } from './letter-reader.ts';
import { LetterWords } from './letter-words.ts';

class Engine extends TabletEngine implements Client {
  /** Of the letter at hand. */
  #letterWords: LetterWords | null = null;

  /** Its own: entering the institution waits for the device's. */
  readonly #recovering = new Queue();

  snapshot = () => this.device.snapshot;
  states = () => this.device.states;
  subscribe = (listener: () => void) => this.device.subscribe(listener);

  #peer(): Peer {
    return actingPeer(this.device);
  }

  found(founding: Founding): Promise<Founded> {
    return orFailure(() => found(this.device, this.openVault(), founding));
  }

  chooseKitForm(form: KitForm): Promise<void> {
    return orFailure(() => chooseKitForm(this.device, form));
  }

  kitKept(): Promise<void> {
    return orFailure(() => kitKept(this.device));
  }

  async drawKit(form: KitForm): Promise<KitSheet[]> {
    const { device } = this;
    const drawn = await this.#write((peer) => drawKit(device, peer, form));
    device.drawnKit = drawn;
    return drawn.sheets;
  }

  async keepKit(lastGroups: string[]): Promise<void> {
    const { device } = this;
    const drawn = device.drawnKit;
    if (drawn === null) throw new ClientError('not-allowed');
    await this.#write((peer) => keepKit(device, peer, drawn, lastGroups));
    device.drawnKit = null;
  }

  async checkKit(sheets: string[][]): Promise<KitMistakes> {
    const read = await readSheets(sheets);
    return 'seed' in read ? { lines: sheets.map(() => []), pair: null } : read;
  }

  requestRecovery(sheets: string[][], facts: NewSpaceDraft[]): Promise<void> {
    return this.#recover((vault) => this.recovery.request(vault, sheets, facts));
  }

  awaitRecovery(): Promise<void> {
    return this.#recover((vault) => this.recovery.look(vault));
  }

  giveUpRecovery(): Promise<void> {
    return orFailure(() => this.recovery.giveUp());
  }

  #recover(work: (vault: VaultKeeper) => Promise<void>): Promise<void> {
    const vault = this.openVault();
    return orFailure(() => this.#recovering.run(() => work(vault)));
  }

  approveRecovery(digits: string): Promise<void> {
    return this.#write((peer) => approveRecovery(this.device, peer, digits));
  }

  vetoRecovery(): Promise<void> {
    return this.#write((peer) => vetoRecovery(this.device, peer));
  }

  createSpace(kind: 'group', facts: NewSpaceDraft[]): Promise<string> {
    return this.#write((peer) => createSpace(this.device, peer, kind, facts));
  }

  invite(groups: string[], mailboxFacts: NewSpaceDraft[]): Promise<Letter> {
    return this.#write((peer) => invite(this.device, peer, groups, mailboxFacts));
  }

  admit(person: string, place: Place, digits: string): Promise<void> {
    return this.#write((peer) => admit(this.device, peer, person, place, digits));
  }

  endAccess(persona: string): Promise<void> {
    return this.#write((peer) => endAccess(this.device, peer, persona));
  }

  replacePerson(old: string, next: string): Promise<void> {
    return this.#write((peer) => replacePerson(this.device, peer, old, next));
  }

  async perform(plan: Plan): Promise<PlanResult> {
    this.#peer();
    return await orFailure(() => this.#plans().perform(plan));
  }

  planResult(id: string): Promise<PlanResult> {
    return orFailure(() => Promise.resolve(this.#plans().result(id)));
  }

  forgetPlan(id: string): Promise<void> {
    return orFailure(() => this.#plans().forget(id));
  }

  #plans(): PlanRunner {
    const { plans } = this.device;
    if (plans === null) throw new ClientError('not-allowed');
    return plans;
  }

  #write<Result>(work: (peer: Peer) => Promise<Result>): Promise<Result> {
    return writing(this.device, work);
  }

  async openLetter(letter: LetterInHand): Promise<void> {
    const { transport, clock, homes } = this.device.parts;
    const peer = await openLetterPeer(letter, transport, clock);
    const words = await LetterWords.load(homes.ofDevice, peer, clock);
    await this.lookAt(peer);
    this.#letterWords = words;
  }

  async sayOnceIn(key: string, draft: NewSpaceDraft): Promise<void> {
    const words = this.#letterWords;
    if (words === null || !this.device.isLetter) throw new ClientError('not-allowed');
    await orFailure(() => words.add(key, draft));
  }

  async claim(facts: NewSpaceDraft[]): Promise<void> {
    const { device } = this;
    const { peer, isLetter } = device;
    const words = this.#letterWords;
    if (peer === null || !isLetter || words === null) throw new ClientError('not-allowed');
    this.makeRoomFor(peer.institution.id);
    await orFailure(() => claim(device, this.openVault(), peer, { facts, words }));
    if (this.device === device) await this.rememberFront();
  }

  async send(draft: Draft): Promise<string> {
    const peer = this.#peer();
    const { outbox, parts } = this.device;
    const { space, files = [], ...rest } = draft;
    if (outbox === null || !isOfInstitution(peer, space)) throw new ClientError('not-allowed');
    const entry = { ...rest, institution: peer.institution.id, space: fromHex(space), time: parts.clock.now() };
    const blobs = files.length === 0 ? {} : { blobs: refsOf(this.device, files) };
    const id = await orFailure(() => outbox.add({ ...entry, ...blobs }));
    this.device.changed();
    void this.device.flushSoon();
    return toHex(id);
  }

  async sendToEach(spaces: readonly string[], draft: Omit<Draft, 'space'>): Promise<string[]> {
    const peer = this.#peer();
    const ids = await orFailure(() => sendToEach(this.device, peer, spaces, draft));
    this.device.changed();
    void this.device.flushSoon();
    return ids;
  }

  async deleteEvent(space: string, event: string): Promise<void> {
    const peer = this.#peer();
    await orFailure(() => addDeletion(this.device, peer, fromHex(space), event));
    this.device.changed();
    void this.device.flushSoon();
  }

  takeFile(file: Blob, name: string): Promise<TakenFile> {
    return takeFile(this.device, file, name);
  }

  async dropFile(id: string): Promise<void> {
    await this.device.files?.dropTaken(id);
  }

  openFile(space: string, event: string, index: number): Promise<Blob> {
    return openFile(this.device, space, event, index);
  }

  unsend(event: string): Promise<void> {
    return orFailure(() => unsend(this.device, event));
  }

  noticeKey = () => orFailure(() => notices.noticeKey(this.device));
  readNotices = (endpoint: string | null) => orFailure(() => notices.readNotices(this.device, endpoint));
  startNotices = (endpoint: string) =>
    orFailure(() => notices.startNotices(this.all, endpoint), { refused: 'push-refused' });
  stopNotices = () => orFailure(() => notices.stopNotices(this.all));
  setNoticeHours = (hours: NoticeHours) => orFailure(() => notices.setNoticeHours(this.device, hours));
  looked = () => orFailure(() => notices.lookedAtAll(this.all));

  evidenceFile(id: string): Promise<Uint8Array> {
    const { evidence } = this.device;
    if (evidence === null) throw new ClientError('not-allowed');
    return orFailure(() => evidence.file(id));
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
