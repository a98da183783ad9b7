/**
 * What an event may be, as the server judges it before it is queued.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { eventRefusal, type EventRefusal } from '@obhut/protocol/event-refusal.ts';
import { beforeEach, expect, it } from 'vitest';
import { random, type Builder, type Someone } from '../testing/builder.ts';
import { teamHouse, today } from '../testing/team-house.ts';

let { house, team, everyone, colleague, founder, root } = teamHouse();
let guest: Someone;
beforeEach(() => {
  ({ house, team, everyone, colleague, founder, root } = teamHouse());
  guest = house.someone();
  house.add(everyone, founder, root, house.entry(guest, 'reader'));
});

type Event = ReturnType<Builder['event']>;

function judged(event: Event, { day = today, author = event.author, space = everyone } = {}): EventRefusal | null {
  return eventRefusal(house.state(space), event, author, (id) => house.states.get(toHex(id)), day);
}

const good = (): Event => house.event(everyone, colleague.id, team);

it('one that stands where its author may speak is taken, and one of another author is not', () => {
  expect(judged(good())).toBeNull();
  expect(judged(house.event(team, colleague.id, null), { space: team })).toBeNull();
  expect(judged(good(), { author: founder })).toEqual({ code: 'refused', detail: 'author' });
});

it('stands after the newest control record', () => {
  const event = good();
  const conflict = { code: 'conflict', detail: 'control-index' };
  for (const index of [event.index - 1, event.index + 1]) expect(judged({ ...event, index })).toEqual(conflict);
  expect(judged({ ...event, hash: random(32) })).toEqual(conflict);
});

it('names a head of the space through which its author speaks, and none from before', () => {
  const { through, ...event } = good();
  if (through === null) throw new TypeError('it is said directly');
  const conflict = { code: 'conflict', detail: 'through' };
  for (const other of [
    { ...through, hash: random(32) },
    { ...through, index: through.index + 1 },
    { ...through, space: random(16) },
  ])
    expect(judged({ ...event, through: other })).toEqual(conflict);
  house.add(everyone, founder, root, house.entry(house.someone(), 'reader'));
  const older = {
    ...through,
    index: through.index - 1,
    hash: house.state(team).hashes[through.index - 1] ?? random(32),
  };
  expect(judged({ ...good(), through: older })).toEqual({ code: 'conflict', detail: 'old-head' });
});

it('is of the epoch and of a bucket that there are', () => {
  expect(judged({ ...good(), epoch: 2 })).toEqual({ code: 'conflict', detail: 'epoch' });
  expect(judged({ ...good(), bucket: random(16) })).toEqual({ code: 'refused', detail: 'bucket' });
});

it('ends with its bucket or before, and is not over when it comes', () => {
  const over = { code: 'refused', detail: 'expiry' };
  const [until, bucket] = [today + 5, random(16)];
  house.record(everyone, founder, root, {
    type: 'keyring',
    epoch: 1,
    buckets: [{ id: bucket, until, hash: random(32) }],
  });
  const ending = (expiry: number) => judged({ ...good(), bucket, expiry });
  for (const expiry of [until, today, today - 1]) expect(ending(expiry)).toBeNull();
  for (const expiry of [0, until + 1, today - 2]) expect(ending(expiry)).toEqual(over);
  expect(
    judged({
      ...house.event(everyone, colleague.id, team),
      bucket: [...house.state(everyone).buckets.values()][0]?.id ?? bucket,
      expiry: until,
    }),
  ).toEqual(over);
});

it('a space takes no more from the day after its last', () => {
  house.record(everyone, founder, root, { type: 'retire', on: today });
  expect(judged(good())).toBeNull();
  expect(judged(good(), { day: today + 1 })).toEqual({ code: 'refused', detail: 'retired' });
});

it('who only reads is told so, and who has no part in it that there is none', () => {
  expect(judged(house.event(everyone, guest.id, null))).toEqual({ code: 'refused', detail: 'right' });
  for (const { id } of [colleague, house.someone()])
    expect(judged(house.event(everyone, id, null))).toEqual({ code: 'not-found', detail: 'right' });
});

it('who is expelled is told that there is none, directly and through another', () => {
  const writer = house.someone();
  house.add(everyone, founder, root, house.entry(writer, 'writer'));
  expect(judged(house.event(everyone, writer.id, null))).toBeNull();
  const nothing = { code: 'not-found', detail: 'right' };
  for (const { id } of [writer, colleague]) house.record(root, founder, null, { type: 'expel', persona: id });
  expect(judged(house.event(everyone, writer.id, null))).toEqual(nothing);
  expect(judged(good())).toEqual(nothing);
  expect(judged(house.event(everyone, founder, root))).toBeNull();
});
