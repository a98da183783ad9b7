/**
 * Who reads a space, from the states in memory: the direct members, and the direct members of member spaces, one step.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { activeMembers, type SpaceState } from '@obhut/protocol/state.ts';
import { Lru } from '../lru.ts';
import type { States } from './states.ts';

interface Known {
  day: number;
  state: SpaceState;
  inner: readonly SpaceState[];
  readers: ReadonlySet<string>;
}

const mostKnown = 5000;

function direct(state: SpaceState, day: number): string[] {
  return activeMembers(state, day).flatMap((member) => (member.class === 'space' ? [] : [toHex(member.id)]));
}

export class Readers {
  readonly #states: States;
  readonly #known = new Lru<Known>(mostKnown);

  constructor(states: States) {
    this.#states = states;
  }

  /** Ids in hex; null: not everything that decides it is in memory. */
  of(institution: Bytes, space: Bytes, day: number): ReadonlySet<string> | null {
    const state = this.#states.peek(institution, space);
    if (state === undefined) return null;
    const inner: SpaceState[] = [];
    for (const member of activeMembers(state, day)) {
      if (member.class !== 'space') continue;
      const log = this.#states.peek(institution, member.id);
      if (log === undefined) return null;
      inner.push(log);
    }
    const key = `${toHex(institution)} ${toHex(space)}`;
    const known = this.#known.get(key);
    const isSame = known?.day === day && known.state === state && inner.every((log, i) => known.inner[i] === log);
    if (known !== undefined && isSame && known.inner.length === inner.length) return known.readers;
    const readers = new Set([...direct(state, day), ...inner.flatMap((log) => direct(log, day))]);
    this.#known.set(key, { day, state, inner, readers });
    return readers;
  }

  /** Whether a space's control log is open to every member of the institution. */
  isOpenLog(institution: Bytes, space: Bytes): boolean {
    return (this.#states.peek(institution, space)?.level ?? 2) <= 1;
  }
}
