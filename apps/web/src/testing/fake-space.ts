/**
 * A space of a fake world as its members are shown it.
 * @module
 */
import type { SpaceView } from '@obhut/sync/client.ts';
import type { FakeSpace } from './fake-shapes.ts';

/** Whom only those read who are in it by name, leadership apart; of conversations not even that. */
const byName: ReadonlySet<string> = new Set(['ward/sensitive', 'ward/protection', 'conversation']);

/** Where whoever is in by name only reads, unless the carrier has put them there. */
const audiences: ReadonlySet<string> = new Set(['leadership', 'everyone', 'group']);

/** Whether somebody of the staff reads a space by a team of theirs; where no team is named, all staff does. */
export function readsByTeam(space: FakeSpace, teams: readonly FakeSpace[], person: string): boolean {
  const led = teams.filter(({ id }) => space.spaces.includes(id));
  return !byName.has(space.kind) && (led.length === 0 || led.some(({ personas }) => personas.includes(person)));
}

export function shownSpace(space: FakeSpace, role: SpaceView['role']): SpaceView {
  const { id, kind, endsOn } = space;
  return {
    id,
    kind,
    role,
    personas: [...space.personas],
    owners: [...space.owners],
    readers: [...space.readers],
    // In the other kinds whoever is in by name, and no owner, writes.
    writers: audiences.has(kind) ? [...space.writers] : space.personas.filter((id) => !space.owners.includes(id)),
    invites: [...space.invites],
    spaces: [...space.spaces],
    endsOn,
    devices: [...space.devices],
    ends: [...space.ends],
    state: 'ready',
  };
}
