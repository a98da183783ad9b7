/**
 * A space of a fake world as its members are shown it.
 * @module
 */
import type { SpaceView } from '@obhut/sync/client.ts';
import type { FakeSpace } from './fake-shapes.ts';

export function shownSpace(space: FakeSpace, role: SpaceView['role']): SpaceView {
  const { id, kind, endsOn } = space;
  return {
    id,
    kind,
    role,
    personas: [...space.personas],
    owners: [...space.owners],
    readers: [...space.readers],
    invites: [...space.invites],
    spaces: [...space.spaces],
    endsOn,
    devices: [...space.devices],
    ends: [...space.ends],
    state: 'ready',
  };
}
