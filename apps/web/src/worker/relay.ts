/**
 * One tab leads: its worker holds the lock and runs the engine; the workers of the other tabs relay what their pages ask, and pass on what
 * it says. When the leading tab closes, the next one takes over; what was under way there is answered with `offline`, once.
 * @module
 */
import type { Client, Snapshot, States } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { Answer, BetweenWorkers, Call, FromPage, ToPage, Update, Wake } from './messages.ts';
import { perform } from './perform.ts';
import { changesBeside, changesBetween, type BesideStates } from './state-changes.ts';

export interface Engine extends Client {
  reconnect(): Promise<void>;
}

export interface RelayParts {
  /** Unique for this worker. */
  id: string;
  /** Workers with another build are not understood. */
  build: string;
  channel: BroadcastChannel;
  /** Runs `work` when this worker leads; it leads until the worker ends. */
  lead: (work: () => Promise<never>) => void;
  startEngine: () => Promise<Engine>;
  /** What can be shown at once, without the engine; null: nothing. Then the engine is started by the first word of the page. */
  beforeEngine: () => Promise<Snapshot | null>;
  toPage: (message: ToPage) => void;
}

type Relayed<Message> = Message extends unknown ? Omit<Message, 'build'> : never;

const noStates: States = new Map();

export class Relay {
  readonly #parts: RelayParts;
  #engine: Engine | null = null;
  #isLeading = false;
  /** The worker that leads, as far as it has been heard of. */
  #leader: string | null = null;
  /** Calls of this page without an answer; to whom they went. */
  readonly #waiting = new Map<string, { call: Call; sentTo: string | null }>();
  #hasWhole = false;
  #sentStates: States = noStates;
  #sentBeside: BesideStates = new Map();
  #isUpdateDue = false;
  readonly #spoken = Promise.withResolvers<void>();

  constructor(parts: RelayParts) {
    this.#parts = parts;
    parts.channel.addEventListener('message', (event: MessageEvent<BetweenWorkers>) => this.#heard(event.data));
    parts.lead(() => this.#lead());
    this.#say({ kind: 'hello', from: parts.id });
  }

  fromPage(message: FromPage): void {
    this.#spoken.resolve();
    if (message.kind === 'shown') return;
    if (message.kind === 'wake') return this.#wake(message);
    this.#waiting.set(message.id, { call: message, sentTo: null });
    this.#sendWaiting();
  }

  #say(message: Relayed<BetweenWorkers>): void {
    this.#parts.channel.postMessage({ ...message, build: this.#parts.build });
  }

  #wake(message: Wake): void {
    if (this.#engine !== null) void this.#engine.reconnect();
    else if (!this.#isLeading && this.#leader !== null)
      this.#say({ kind: 'relayed', to: this.#leader, from: this.#parts.id, call: message });
  }

  #sendWaiting(): void {
    for (const [id, { call, sentTo }] of this.#waiting) {
      if (sentTo !== null) continue;
      if (this.#engine !== null) {
        this.#waiting.set(id, { call, sentTo: this.#parts.id });
        void this.#performOwn(this.#engine, call);
      } else if (!this.#isLeading && this.#leader !== null) {
        this.#waiting.set(id, { call, sentTo: this.#leader });
        this.#say({ kind: 'relayed', to: this.#leader, from: this.#parts.id, call });
      }
    }
  }

  #answered(answer: Answer): void {
    if (this.#waiting.delete(answer.id)) this.#parts.toPage(answer);
  }

  /** What went to a leader that is gone may have been done or not: nobody will say. */
  #leaderIs(leader: string): void {
    if (leader === this.#leader) return;
    this.#leader = leader;
    this.#hasWhole = false;
    for (const [id, { sentTo }] of this.#waiting) {
      if (sentTo !== null && sentTo !== leader)
        this.#answered({ kind: 'answer', id, outcome: { isOk: false, failure: 'offline' } });
    }
    this.#sendWaiting();
  }

  #heard(message: BetweenWorkers): void {
    const { id, build } = this.#parts;
    if (message.build !== build) {
      if (!this.#isLeading && message.kind === 'updated') this.#parts.toPage({ kind: 'broken', why: 'version' });
      return;
    }
    if (message.kind === 'hello') return this.#welcome(message.from);
    if (message.to !== null && message.to !== id) return;
    if (message.kind === 'relayed') void this.#performFor(message.from, message.call);
    else if (message.kind === 'answered') this.#answered(message.answer);
    else if (!this.#isLeading) this.#follow(message.from, message.update);
  }

  #follow(leader: string, update: Update): void {
    this.#leaderIs(leader);
    if (update.isWhole) this.#hasWhole = true;
    if (this.#hasWhole) this.#parts.toPage(update);
  }

  async #lead(): Promise<never> {
    this.#isLeading = true;
    this.#leaderIs(this.#parts.id);
    try {
      await this.#showBefore();
      const engine = await this.#parts.startEngine();
      engine.subscribe(() => this.#updateSoon(engine));
      this.#engine = engine;
    } catch (error) {
      const isAbsent = error instanceof ClientError && error.failure === 'offline';
      this.#parts.toPage({ kind: 'broken', why: isAbsent ? 'offline' : 'storage' });
      throw error;
    }
    const whole = this.#whole(this.#engine);
    this.#parts.toPage(whole);
    this.#say({ kind: 'updated', from: this.#parts.id, to: null, update: whole });
    this.#sendWaiting();
    return new Promise<never>(() => {});
  }

  async #showBefore(): Promise<void> {
    const snapshot = await this.#parts.beforeEngine();
    if (snapshot === null) return;
    this.#parts.toPage({ kind: 'update', isWhole: true, snapshot, changes: [], beside: [] });
    await this.#spoken.promise;
  }

  #whole(engine: Engine): Update {
    [this.#sentStates, this.#sentBeside] = [noStates, new Map()];
    return this.#changes(engine, true);
  }

  /** Since what was sent last. */
  #changes(engine: Engine, isWhole: boolean): Update {
    const [states, around] = [engine.states(), engine.beside()];
    const changes = changesBetween(this.#sentStates, states);
    const beside = changesBeside(this.#sentBeside, around);
    this.#sentStates = states;
    this.#sentBeside = new Map(around.map((one) => [one.id, one.states]));
    return { kind: 'update', isWhole, snapshot: engine.snapshot(), changes, beside };
  }

  #welcome(follower: string): void {
    if (this.#engine === null) return;
    // Followers that are already there must not miss the changes that this one gets as part of its whole.
    this.#update(this.#engine);
    this.#say({ kind: 'updated', from: this.#parts.id, to: follower, update: this.#whole(this.#engine) });
  }

  #updateSoon(engine: Engine): void {
    if (this.#isUpdateDue) return;
    this.#isUpdateDue = true;
    queueMicrotask(() => this.#update(engine));
  }

  #update(engine: Engine): void {
    if (!this.#isUpdateDue) return;
    this.#isUpdateDue = false;
    const update = this.#changes(engine, false);
    this.#parts.toPage(update);
    this.#say({ kind: 'updated', from: this.#parts.id, to: null, update });
  }

  /** What a call changed is shown before its answer. */
  async #performOwn(engine: Engine, call: Call): Promise<void> {
    const answer = await perform(engine, call);
    this.#update(engine);
    this.#answered(answer);
  }

  async #performFor(follower: string, call: Call | Wake): Promise<void> {
    const engine = this.#engine;
    if (engine === null) return;
    if (call.kind === 'wake') return void engine.reconnect();
    const answer = await perform(engine, call);
    this.#update(engine);
    this.#say({ kind: 'answered', to: follower, answer });
  }
}
