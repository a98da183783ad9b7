/**
 * Who stands in whose place: the line of personae that each replaced the one before (protocol.md, section 5).
 * @module
 */
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import { activeMembers, type Member, type SpaceState } from './state.ts';

/** `id` and everyone whom it descends from by replacements that the replaced signed themselves, newest first. */
export function ancestry(state: SpaceState, id: Bytes): Bytes[] {
  const line = [id];
  // An id is new when it replaces, so the line has an end.
  for (let at = state.replacements.get(toHex(id)); at?.bySelf === true; at = state.replacements.get(toHex(at.old)))
    line.push(at.old);
  return line;
}

/** Who is in the space on `day` as `id`, or as a descendant of it: one member at most. */
export function lineOf(state: SpaceState, id: Bytes, day: number): Member[] {
  return activeMembers(state, day).filter((member) =>
    ancestry(state, member.id).some((ancestor) => equalBytes(ancestor, id)),
  );
}
