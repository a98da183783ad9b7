/**
 * What the protocol's `admit` asks of the server, answered from the database under the caller's row-level security.
 * @module
 */
import type { Ground } from '@obhut/protocol/admission.ts';
import type { AppendPart } from '@obhut/protocol/append.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { MalformedError } from '@obhut/protocol/cbor.ts';
import { chainStart } from '@obhut/protocol/chain.ts';
import { decodeRecord, UnknownTypeError } from '@obhut/protocol/records.ts';
import { chainAt } from '../db/items.ts';
import { spacesOf } from '../db/members.ts';
import type { Db } from '../db/query.ts';
import type { Root, States } from './states.ts';

function headsOf(record: Bytes): Bytes[] {
  try {
    return decodeRecord(record).body.heads.map((head) => head.space);
  } catch (error) {
    // `admit` refuses it with a code.
    if (error instanceof MalformedError || error instanceof UnknownTypeError) return [];
    throw error;
  }
}

/** Every space whose log the parts are judged by. */
export function spacesNamed(parts: readonly AppendPart[]): Bytes[] {
  const named = new Map<string, Bytes>();
  for (const part of parts) {
    named.set(toHex(part.space), part.space);
    for (const item of part.items) {
      const others = item.kind === 'control' ? headsOf(item.record) : [];
      if (item.kind === 'event' && item.through !== null) others.push(item.through.space);
      for (const space of others) named.set(toHex(space), space);
    }
  }
  return [...named.values()];
}

/** `states` must have been loaded with {@link spacesNamed}; `locked`: the existing spaces that the caller may append to. */
export function groundOf(db: Db, states: States, root: Root, today: number): Ground {
  return {
    today,
    institution: root,
    state: (space) => states.peek(root.id, space),
    chainAt: async (space, seq) => (seq === 0 ? chainStart(space) : chainAt(db, root.id, space, seq)),
    spacesOf: (invite) => spacesOf(db, root.id, invite),
  };
}
