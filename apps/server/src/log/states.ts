/**
 * Structural states of spaces (who is in them, their epochs), folded from the stored control records and kept in memory.
 * They are read under the caller's row-level security; who may use them is decided by the state itself.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { foldRecord, unchecked } from '@obhut/protocol/control.ts';
import { activeMembers, type SpaceState } from '@obhut/protocol/state.ts';
import { readInstitution } from '../db/institutions.ts';
import { readRecords } from '../db/items.ts';
import type { Db } from '../db/query.ts';
import { controlCounts } from '../db/spaces.ts';
import { Lru } from '../lru.ts';

export interface Root {
  id: Bytes;
  leadership: Bytes;
}

const mostStates = 5000;
const mostRoots = 50_000;

function keyOf(institution: Bytes, space: Bytes): string {
  return `${toHex(institution)} ${toHex(space)}`;
}

interface Unfolded {
  space: Bytes;
  records: Bytes[];
}

/** Logs name each other's heads, so they are folded side by side, each as far as it comes. */
class Folding {
  readonly #states: States;
  readonly #db: Db;
  readonly #root: Root;
  readonly #unfolded = new Map<string, Unfolded>();
  readonly folded = new Map<string, SpaceState>();

  constructor(states: States, db: Db, root: Root) {
    this.#states = states;
    this.#db = db;
    this.#root = root;
  }

  #state(space: Bytes): SpaceState | undefined {
    return this.folded.get(toHex(space)) ?? this.#states.peek(this.#root.id, space);
  }

  async #fetch(space: Bytes): Promise<void> {
    // What the records are folded onto: others may bring the same log further meanwhile.
    const base = this.#state(space);
    if (base !== undefined) this.folded.set(toHex(space), base);
    const records = await readRecords(this.#db, this.#root.id, space, base?.hashes.length ?? 0);
    this.#unfolded.set(toHex(space), { space, records });
  }

  /** Whether anything came of it. */
  async #advance(log: Unfolded): Promise<boolean> {
    let taken = 0;
    let fetched = false;
    for (const record of log.records) {
      const logs = (space: Bytes) => this.#state(space);
      const outcome = foldRecord(
        log.space,
        this.folded.get(toHex(log.space)) ?? null,
        record,
        this.#root,
        logs,
        unchecked,
      );
      if (outcome.result === 'stopped' || outcome.result === 'ignored')
        throw new Error('a stored control log does not fold');
      if (outcome.result === 'waiting') {
        fetched = !this.#unfolded.has(toHex(outcome.for));
        if (fetched) await this.#fetch(outcome.for);
        break;
      }
      this.folded.set(toHex(log.space), outcome.state);
      taken++;
    }
    log.records.splice(0, taken);
    return taken > 0 || fetched;
  }

  async run(spaces: readonly Bytes[]): Promise<void> {
    for (const space of spaces) await this.#fetch(space);
    for (let progress = true; progress;) {
      progress = false;
      for (const log of this.#unfolded.values()) if (await this.#advance(log)) progress = true;
    }
    for (const log of this.#unfolded.values()) {
      if (log.records.length > 0) throw new Error('a stored control log does not fold');
    }
  }
}

export class States {
  readonly #states = new Lru<SpaceState>(mostStates);
  readonly #roots = new Lru<Root>(mostRoots);

  /** What is in memory; it may be older than what is stored. */
  peek(institution: Bytes, space: Bytes): SpaceState | undefined {
    return this.#states.get(keyOf(institution, space));
  }

  /** To be called when the state's records are committed. */
  put(state: SpaceState): void {
    const known = this.peek(state.institution, state.space);
    if (known !== undefined && known.hashes.length > state.hashes.length) return;
    this.#states.set(keyOf(state.institution, state.space), state);
  }

  /** Undefined for whoever is a member of nothing there. */
  async root(db: Db, institution: Bytes): Promise<Root | undefined> {
    const known = this.#roots.get(toHex(institution));
    if (known !== undefined) return known;
    const found = await readInstitution(db, institution);
    if (found === undefined) return undefined;
    const root = { id: institution, leadership: found.leadership };
    this.#roots.set(toHex(institution), root);
    return root;
  }

  /** Brings these spaces and their member spaces up to what is stored; those that the caller may not read stay out. */
  async load(db: Db, root: Root, spaces: readonly Bytes[]): Promise<void> {
    await this.#bring(db, root, spaces);
    const inner = spaces.flatMap((space) => {
      const state = this.peek(root.id, space);
      return state === undefined
        ? []
        : activeMembers(state, 0).flatMap((member) => (member.class === 'space' ? [member.id] : []));
    });
    if (inner.length > 0) await this.#bring(db, root, inner);
  }

  async #bring(db: Db, root: Root, spaces: readonly Bytes[]): Promise<void> {
    const counts = await controlCounts(db, root.id, spaces);
    const behind = counts.filter(({ space, count }) => (this.peek(root.id, space)?.hashes.length ?? 0) < count);
    if (behind.length === 0) return;
    const folding = new Folding(this, db, root);
    await folding.run(behind.map(({ space }) => space));
    for (const state of folding.folded.values()) this.put(state);
  }
}
