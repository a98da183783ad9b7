/**
 * The order in which commits reach the connections of an institution.
 * @module
 */
import { decodeCbor } from '@obhut/protocol/cbor.ts';
import { liveFrame, type FeedItem } from '@obhut/protocol/feed.ts';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Connection } from './connection.ts';
import { Room } from './room.ts';

const id = new Uint8Array(16);
const everybody = { of: () => new Set(['00']), isOpenLog: () => false };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const item = (position: number): FeedItem => ({
  position,
  space: id,
  item: { kind: 'control', seq: position, index: position, record: new Uint8Array(1) },
});

function make(): { room: Room; got: (number | 'fetch')[] } {
  const got: (number | 'fetch')[] = [];
  const room = new Room(id, everybody);
  const send = (frame: Uint8Array, sent: () => void): void => {
    const value = decodeCbor(liveFrame, new Uint8Array(frame));
    if (value.kind === 'fetch') got.push('fetch');
    else got.push(...value.items.map((item) => item.position));
    sent();
  };
  const who = { institution: id, persona: id };
  const connection = new Connection(who, '00', 'token', 0, { bufferedAmount: 0, send, close: () => undefined });
  connection.live();
  room.connections.add(connection);
  return { room, got };
}

it('gives out each position once and in order, in whatever order the commits are heard of', () => {
  const order = fc.integer({ min: 1, max: 30 }).chain((count) => {
    const positions = Array.from({ length: count }, (_, i) => i + 1);
    return fc.record({
      order: fc.shuffledSubarray(positions, { minLength: count }),
      begun: fc.nat(count),
      known: fc.nat(count),
    });
  });
  fc.assert(
    fc.property(order, ({ order, begun, known }) => {
      const { room, got } = make();
      for (const [i, position] of order.entries()) {
        if (i === begun) room.begin(known, 0);
        room.take([item(position)], 0);
      }
      if (begun >= order.length) room.begin(known, 0);
      expect(got).toEqual(order.toSorted((a, b) => a - b).slice(known));
      room.close();
    }),
  );
});

it('says that there is something to fetch where a position never comes, and goes on after it', () => {
  const { room, got } = make();
  room.begin(0, 0);
  room.take([item(1)], 0);
  room.take([item(3), item(4)], 0);
  vi.advanceTimersByTime(1000);
  expect(got).toEqual([1, 'fetch']);
  room.take([item(2)], 0);
  room.take([item(5)], 0);
  expect(got).toEqual([1, 'fetch', 5]);
});
