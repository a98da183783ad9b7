/**
 * Who may read what of an institution today: the server's table of protocol.md, section 9, from the structural fold.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { actingDirectly } from '@obhut/protocol/rights.ts';
import { activeMembers, type SpaceState } from '@obhut/protocol/state.ts';

export interface Access {
  /** Hex ids of the spaces of which one is a member oneself. */
  direct: ReadonlySet<string>;
  /** And of those that one of them is a member of: one step. */
  full: ReadonlySet<string>;
  /** The logs of which the control records alone are open. */
  control: ReadonlySet<string>;
}

export function accessOf(states: Iterable<SpaceState>, persona: Bytes, today: number): Access {
  const all = [...states];
  const direct = new Set<string>();
  for (const state of all) {
    // At the next record: whoever is expelled is out before it.
    if (actingDirectly(state, persona, state.hashes.length, today) !== null) direct.add(toHex(state.space));
  }
  const full = new Set(direct);
  const control = new Set<string>();
  for (const state of all) {
    const key = toHex(state.space);
    const through = activeMembers(state, today).some(
      (member) => member.class === 'space' && direct.has(toHex(member.id)),
    );
    if (through) full.add(key);
    if (!full.has(key) && state.level <= 1 && direct.size > 0) control.add(key);
  }
  return { direct, full, control };
}
