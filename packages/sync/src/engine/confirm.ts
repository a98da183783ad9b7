/**
 * A device of the staff looks at the keys of a new epoch as they lie on the server, as if it had none of its own: once its box and the whole
 * keyring open, it says so, and those of earlier epochs may go (protocol.md, section 5, Boxes; docs/decisions/0028).
 * @module
 */
import { openBox } from '@obhut/crypto/box.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { seedEntryId } from '@obhut/protocol/ids.ts';
import { mostPlaces, type StoredBox, type StoredEntry } from '@obhut/protocol/routes.ts';
import { currentEpoch, headIndex, memberAt, type Epoch, type SpaceState } from '@obhut/protocol/state.ts';
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import { SpaceKeys } from '../space/space-keys.ts';
import type { Session } from './session.ts';
import type { Shelf } from './shelf.ts';

interface Stored {
  boxes: readonly StoredBox[];
  entries: readonly StoredEntry[];
}

function isStaff({ replicas, self }: Institution, today: number): boolean {
  return replicas.some(
    ({ state }) =>
      state !== null && state.level <= 1 && memberAt(state, self.id, headIndex(state), today)?.class === 'persona',
  );
}

/** Takes the epoch's secret from a box for oneself, or for a member space that one can open. */
function takesBox(institution: Institution, state: SpaceState, epoch: Epoch, boxes: Stored['boxes'], keys: SpaceKeys) {
  const inner = [...epoch.boxedTo].flatMap(([hex, number]) => {
    const replica = institution.replicas.find(({ space }) => toHex(space) === hex);
    const kem = replica?.keys.kem(number) ?? null;
    return replica === undefined || kem === null ? [] : [{ member: replica.space, kem }];
  });
  const openers = [{ member: institution.self.id, kem: institution.self.keys.kem }, ...inner];
  const place = { institution: institution.id, space: state.space, epoch: epoch.epoch };
  return openers.some(({ member, kem }) =>
    boxes.some((box) => {
      const secret = equalBytes(box.member, member) ? openBox(kem, { ...place, member }, box.bytes) : null;
      return secret !== null && keys.takeEpoch(epoch, secret);
    }),
  );
}

/** Earlier epochs of a space by which spaces that it is a member of can still be opened. */
function namedOutside({ replicas }: Institution, { space, epochs }: SpaceState, newest: number): Epoch[] {
  const named = new Set(
    replicas.map(({ state }) => (state === null ? undefined : currentEpoch(state)?.boxedTo.get(toHex(space)))),
  );
  return epochs.filter(({ epoch }) => epoch < newest && named.has(epoch));
}

/** Whether somebody who has nothing but their own keys and what lies on the server opens all that they may. */
function isWhole(institution: Institution, state: SpaceState, stored: Stored, today: number): boolean {
  const epoch = currentEpoch(state);
  const keys = new SpaceKeys(state.space);
  if (epoch === null || !takesBox(institution, state, epoch, stored.boxes, keys)) return false;
  for (const { bucket, bytes } of stored.entries) keys.takeEntry(state, epoch.epoch, bucket, bytes);
  const hasSeed = (of: Epoch) =>
    stored.entries.some(
      ({ bucket, bytes }) =>
        equalBytes(bucket, seedEntryId(state.space, of.epoch)) && keys.takeSeed(of, epoch.epoch, bytes),
    );
  return keys.missing(state, today).length === 0 && namedOutside(institution, state, epoch.epoch).every(hasSeed);
}

interface Due {
  replica: Replica;
  state: SpaceState;
  place: { space: Bytes; epoch: number };
}

function dueOf(replica: Replica, confirmed: ReadonlyMap<string, number>): Due[] {
  const { state, access, stopped, space } = replica;
  const epoch = state === null ? 0 : (currentEpoch(state)?.epoch ?? 0);
  const isDue = access === 'full' && stopped === null && epoch > 1 && confirmed.get(toHex(space)) !== epoch;
  return state === null || !isDue ? [] : [{ replica, state, place: { space, epoch } }];
}

/** Says it of each space whose newest epoch it has not said it of. */
export async function confirmKeys(
  institution: Institution,
  session: Session,
  shelf: Shelf,
  today: number,
): Promise<void> {
  if (!isStaff(institution, today)) return;
  const confirmed = await shelf.confirmed();
  const due = institution.replicas.flatMap((replica) => dueOf(replica, confirmed));
  for (let at = 0; at < due.length; at += mostPlaces) {
    const chunk = due.slice(at, at + mostPlaces);
    const { keys } = await session.call('space/keys', { places: chunk.map(({ place }) => place) });
    const places = chunk.flatMap(({ state, place }) => {
      const stored = keys.find(({ space, epoch }) => equalBytes(space, place.space) && epoch === place.epoch);
      return stored !== undefined && isWhole(institution, state, stored, today) ? [place] : [];
    });
    if (places.length === 0) continue;
    await session.call('key/confirm', { places });
    await shelf.keepConfirmed(places);
  }
}
