/**
 * A new space for an audience, such as a group: readable by whoever is invited or added, led by the team and leadership.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { Act } from '../authoring/act.ts';
import { spaceEntry } from '../authoring/entries.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { speakInto } from '../authoring/speak.ts';
import { ClientError } from '../failure.ts';
import { bucketsFor } from './found.ts';
import { founderThrough } from './make.ts';

/** Adds the space to `act` and returns its id. `team`: the team that admits to it. */
export function planAudience(act: Act, kind: 'group', team: Bytes, utterances: readonly Utterance[]): Bytes {
  const { leadership } = act.institution;
  const through = founderThrough(act.institution, kind, act.today);
  if (through === null) throw new ClientError('not-allowed');
  const space = act.genesis(kind, through, [spaceEntry(leadership, 'owner'), spaceEntry(team, 'admin')]);
  act.rekey(space, [...new Set([null, ...bucketsFor(utterances)])]);
  for (const utterance of utterances) speakInto(act, space, utterance);
  return space;
}
