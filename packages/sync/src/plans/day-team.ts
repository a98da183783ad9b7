/**
 * A group's day team: led by leadership, to which shared tablets, substitutes and trainees are added. An owner makes it (protocol.md,
 * section 4).
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Act } from '../authoring/act.ts';
import { spaceEntry } from '../authoring/entries.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { speakInto } from '../authoring/speak.ts';
import { bucketsFor } from './found.ts';

/** Adds the space to `act` and returns its id. */
export function planDayTeam(act: Act, utterances: readonly Utterance[]): Bytes {
  const { leadership } = act.institution;
  const day = act.genesis('day', leadership, [spaceEntry(leadership, 'owner')]);
  act.rekey(day, [...new Set([null, ...bucketsFor(utterances)])]);
  for (const utterance of utterances) speakInto(act, day, utterance);
  return day;
}
