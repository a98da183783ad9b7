/**
 * Facts and standings for tests.
 * @module
 */
import type { FactEnvelope, Model } from '../kernel/model.ts';
import type { Standing } from '../kernel/standing.ts';

export const someone = {
  leader: 'a'.repeat(32),
  teacher: 'b'.repeat(32),
  mother: 'c'.repeat(32),
  father: 'd'.repeat(32),
  carrier: 'e'.repeat(32),
};

export const places = {
  everyone: '1'.repeat(32),
  group: '2'.repeat(32),
  mother: '3'.repeat(32),
  father: '4'.repeat(32),
};

/** An id of an event: 16 bytes in hex. */
export function eventIdOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function fact(seq: number, type: string, body: unknown, more: Partial<FactEnvelope> = {}): FactEnvelope {
  const when = { time: seq * 1000, expiry: 0 };
  return { id: eventIdOf(seq), seq, type, body, author: someone.teacher, ...when, files: [], ...more };
}

export function leaderIn(kind: string, id = places.everyone): Standing {
  return { persona: someone.leader, class: 'staff', through: 'leadership', role: 'owner', space: { id, kind } };
}

export function staffIn(kind: string, id = places.everyone): Standing {
  return { persona: someone.teacher, class: 'staff', through: 'team', role: 'admin', space: { id, kind } };
}

export function guardianIn(kind: string, id = places.mother, persona = someone.mother): Standing {
  return { persona, class: 'guardian', through: 'none', role: 'writer', space: { id, kind } };
}

/** Writes to everyone for the carrier; elsewhere as a client would have it that oversteps. */
export function carrierIn(kind: string, id = places.everyone): Standing {
  return { persona: someone.carrier, class: 'carrier', through: 'none', role: 'writer', space: { id, kind } };
}

export function deviceIn(kind: string): Standing {
  return {
    persona: someone.teacher,
    class: 'device',
    through: 'day',
    role: 'writer',
    space: { id: places.group, kind },
  };
}

export interface Said {
  fact: FactEnvelope;
  standing: Standing;
}

/** `fact` by the persona of `standing`. */
export function said(
  standing: Standing,
  seq: number,
  type: string,
  body: unknown,
  more: Partial<FactEnvelope> = {},
): Said {
  return { fact: fact(seq, type, body, { author: standing.persona, ...more }), standing };
}

export function foldAll<State>(model: Model<State>, all: readonly Said[]): State {
  return all.reduce((state, { fact, standing }) => model.fold(state, fact, standing).state, model.empty);
}

/** A state to compare: maps as arrays of entries. */
export function plain(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...value] : value)));
}
