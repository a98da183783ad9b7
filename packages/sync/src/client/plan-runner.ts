/**
 * Carries out plans, one append after the other, and goes on with them after every break: a lost connection, a closed tab, a device that
 * was switched off.
 * @module
 */
import { createLetter, inviteKeys, letterFragment, typedLetter } from '@obhut/crypto/invite.ts';
import type { MemberKeys } from '@obhut/crypto/keys.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { Letter } from '../client.ts';
import type { Peer } from '../engine/peer.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { ClientError } from '../failure.ts';
import { makeReady, nextSteps } from '../plans/chunk.ts';
import type { Plan, PlanStep, StepOf } from '../plans/plan.ts';
import { idOfStep, planStep, spaceMade, spaceOfRef, withNames, type Undertaking } from '../plans/steps.ts';
import type { Store } from '../store/store.ts';
import { OfflineError } from '../transport/transport.ts';
import type { Device } from './device.ts';
import { failureOf } from './failures.ts';
import type { PlanProgress, PlanResult } from './plan-commands.ts';
import { PlanShelf, type PlanJournal, type PlanWhere } from './plan-journal.ts';
import { mendAll } from './standing.ts';

const letterDays = 42;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

interface Waiting {
  resolve: (result: PlanResult) => void;
  reject: (error: unknown) => void;
}

export class PlanRunner {
  readonly #device: Device;
  readonly #peer: Peer;
  readonly #shelf: PlanShelf;
  #journals: PlanJournal[] = [];
  readonly #waiting = new Map<string, Waiting[]>();
  /** The letters' keys take as long to derive as a password: once for each letter, when its turn comes. */
  readonly #undertakings = new Map<string, Undertaking>();
  #isGoing = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #pauseMs = firstPauseMs;

  /** `own`: where the one who acts keeps what is under way, and under which secret. */
  constructor(device: Device, peer: Peer, { store, secret }: { store: Store; secret: Bytes }) {
    this.#device = device;
    this.#peer = peer;
    this.#shelf = new PlanShelf(store, secret);
  }

  async load(): Promise<void> {
    this.#journals = await this.#shelf.load(this.#peer.institution.id);
  }

  get progress(): PlanProgress[] {
    return this.#journals.map(({ what, where }) => ({
      id: what.plan.id,
      done: where.done,
      total: what.plan.steps.length,
      failure: where.failure,
    }));
  }

  #find(id: string): PlanJournal | undefined {
    return this.#journals.find(({ what }) => what.plan.id === id);
  }

  async perform(plan: Plan): Promise<PlanResult> {
    if (this.#find(plan.id) === undefined) {
      if (this.#device.snapshot.connection !== 'online') throw new OfflineError();
      await this.#begin(plan);
    }
    const journal = this.#find(plan.id);
    if (journal !== undefined && isDone(journal)) return this.result(plan.id);
    const settled = new Promise<PlanResult>((resolve, reject) => {
      this.#waiting.set(plan.id, [...(this.#waiting.get(plan.id) ?? []), { resolve, reject }]);
    });
    void this.goOn();
    return await settled;
  }

  async #begin(plan: Plan): Promise<void> {
    const { clock } = this.#device.parts;
    const letters = plan.steps.flatMap((step) => {
      if (step.do !== 'letter') return [];
      const { secret, code } = createLetter();
      return [{ key: step.key, secret, code, until: clock.today() + letterDays }];
    });
    const what = { institution: this.#peer.institution.id, plan, time: clock.now(), letters };
    const journal = { what, where: { done: 0, request: null, failure: null } };
    await this.#shelf.begin(journal);
    this.#journals.push(journal);
    this.#device.changed();
  }

  /** To be called whenever the server can be reached: goes on with everything that is not done. Never rejects for what others did. */
  async goOn(): Promise<void> {
    if (this.#isGoing) return;
    this.#isGoing = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      for (let due = this.#due(); due !== undefined; due = this.#due()) {
        const journal = due;
        if (!(await this.#device.queue.run(() => this.#advance(journal)))) return;
      }
    } finally {
      this.#isGoing = false;
    }
  }

  /** Goes on no more by itself. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Tries again, ever more patiently; when the network is back, at once. */
  #later(): void {
    if (this.#device.peer !== this.#peer) return;
    this.#timer = setTimeout(() => void this.goOn(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #due(): PlanJournal | undefined {
    if (this.#device.peer !== this.#peer) return undefined;
    return this.#journals.find((journal) => !isDone(journal) && journal.where.failure === null);
  }

  /** One append. False: it waits for the network, for keys, or for others who write the same spaces. */
  async #advance(journal: PlanJournal): Promise<boolean> {
    try {
      await this.#sendAgain(journal);
      await this.#next(journal);
    } catch (error) {
      if (isUnreachable(error) || (error instanceof ApiError && error.code === 'conflict')) {
        this.#later();
        return false;
      }
      await this.#refused(journal, error);
    }
    this.#pauseMs = firstPauseMs;
    if (isDone(journal)) await this.#finish(journal);
    this.#device.changed();
    return true;
  }

  /** An append of which nobody knows what became: the same bytes count once, or not at all if others were there before. */
  async #sendAgain(journal: PlanJournal): Promise<void> {
    const { request } = journal.where;
    if (request === null) return;
    try {
      await this.#peer.append(request);
    } catch (error) {
      if (isUnreachable(error) || !(error instanceof ApiError)) throw error;
      await this.#peer.refresh();
    }
    await this.#keep(journal, { request: null });
  }

  async #next(journal: PlanJournal): Promise<void> {
    const { where, what } = journal;
    const of = this.#undertaking(journal);
    const steps = nextSteps(what.plan.steps, where.done);
    const [first] = steps;
    if (first?.do === 'say') await this.#say(of, first);
    else await this.#append(journal, of, steps);
    await this.#keep(journal, { done: where.done + steps.length, request: null });
  }

  async #append(journal: PlanJournal, of: Undertaking, steps: readonly PlanStep[]): Promise<void> {
    await makeReady(this.#peer, of, steps, this.#device.parts.clock.today());
    await this.#peer.write(
      (act) => {
        const made = new Map<string, Uint8Array<ArrayBuffer>>();
        for (const step of steps) if (step.do !== 'say') planStep(act, of, step, made);
      },
      'read',
      (request) => this.#keep(journal, { request }),
    );
  }

  async #say(of: Undertaking, { key, space: ref, fact }: StepOf<'say'>): Promise<void> {
    const { institution } = this.#peer;
    const space = spaceOfRef(institution, of.plan, ref);
    const { naming = {}, body, ...rest } = fact;
    const id = idOfStep(of.plan, key);
    if (institution.replica(space)?.counts(institution.self.id, toHex(id)) === true) return;
    const named = withNames(institution, of.plan, body, naming, new Map());
    const stands = await this.#peer.say(space, { ...rest, id, time: of.time, body: named });
    if (!stands) throw new ClientError('not-allowed');
  }

  #undertaking({ what }: PlanJournal): Undertaking {
    const known = this.#undertakings.get(what.plan.id);
    if (known !== undefined) return known;
    const letters = what.letters.map(({ key, secret, code, until }) => {
      const letter = { secret, code };
      let keys: MemberKeys | null = null;
      const derive = () => (keys ??= inviteKeys(letter, what.institution));
      return [key, { letter, keys: derive, until }] as const;
    });
    const undertaking = { plan: what.plan, time: what.time, letters: new Map(letters) };
    this.#undertakings.set(what.plan.id, undertaking);
    return undertaking;
  }

  async #keep(journal: PlanJournal, at: Partial<PlanWhere>): Promise<void> {
    const where = { ...journal.where, ...at };
    await this.#shelf.keep(journal.what.plan.id, where);
    journal.where = where;
  }

  /** What is refused is not asked for again. Of a plan that did nothing there is nothing to keep. */
  async #refused(journal: PlanJournal, error: unknown): Promise<void> {
    const failure = failureOf(error);
    await this.#keep(journal, { failure: failure ?? 'server', request: null });
    if (journal.where.done === 0) await this.#drop(journal.what.plan.id);
    const waiting = this.#take(journal.what.plan.id);
    for (const { reject } of waiting) reject(error);
    if (failure === null && waiting.length === 0) throw error;
  }

  async #finish(journal: PlanJournal): Promise<void> {
    const { id, steps } = journal.what.plan;
    if (steps.some((step) => step.do === 'remove')) await this.#rekey();
    const result = this.result(id);
    if (journal.what.letters.length === 0) await this.#drop(id);
    for (const { resolve } of this.#take(id)) resolve(result);
  }

  /** Where somebody was taken out of a team, every space that it reads gets new keys. */
  async #rekey(): Promise<void> {
    try {
      await mendAll(this.#device, this.#peer);
    } catch (error) {
      // Offline, or others were faster: any device of the staff goes on with what is left, as after every removal.
      if (!(error instanceof ApiError) && !isUnreachable(error)) throw error;
    }
  }

  #take(id: string): Waiting[] {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return waiting;
  }

  result(id: string): PlanResult {
    const journal = this.#find(id);
    if (journal === undefined || !isDone(journal)) throw new ClientError('not-allowed');
    const { plan, letters } = journal.what;
    const { institution } = this.#peer;
    const keys = plan.steps.flatMap((step) => (step.do === 'make' || step.do === 'letter' ? [step.key] : []));
    const spaces = Object.fromEntries(
      keys.flatMap((key) => {
        const space = spaceMade(institution, plan, key);
        return space === null ? [] : [[key, toHex(space)] as const];
      }),
    );
    const printed = letters.map(({ key, secret, code, until }): readonly [string, Letter] => {
      const fragment = letterFragment(institution.id, secret);
      const typed = typedLetter({ secret, code });
      return [key, { fragment, code, typed, mailbox: spaces[key] ?? '', until }];
    });
    return { spaces, letters: Object.fromEntries(printed) };
  }

  async forget(id: string): Promise<void> {
    const journal = this.#find(id);
    if (journal !== undefined && !isDone(journal) && journal.where.failure === null)
      throw new ClientError('not-allowed');
    await this.#drop(id);
    this.#device.changed();
  }

  async #drop(id: string): Promise<void> {
    await this.#shelf.forget(id);
    this.#undertakings.delete(id);
    this.#journals = this.#journals.filter(({ what }) => what.plan.id !== id);
  }
}

function isDone({ what, where }: PlanJournal): boolean {
  return where.done >= what.plan.steps.length;
}
