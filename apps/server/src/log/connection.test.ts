/**
 * One live connection with a socket of our own making: slow receivers and what comes while catching up.
 * @module
 */
import { decodeCbor } from '@obhut/protocol/cbor.ts';
import { liveFrame, type FeedItem } from '@obhut/protocol/feed.ts';
import { describe, expect, it } from 'vitest';
import { Connection, frameOf } from './connection.ts';

class SlowSocket {
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly #waiting: (() => void)[] = [];

  send(frame: Uint8Array, sent: () => void): void {
    const value = decodeCbor(liveFrame, new Uint8Array(frame));
    this.sent.push(value.kind === 'fetch' ? 'fetch' : value.items.map((item) => item.position).join());
    this.#waiting.push(sent);
  }

  close(code: number): void {
    this.sent.push(`close ${code}`);
  }

  drain(): void {
    this.bufferedAmount = 0;
    for (const sent of this.#waiting.splice(0)) sent();
  }
}

const id = new Uint8Array(16);
const item = (position: number): FeedItem => ({
  position,
  space: id,
  item: { kind: 'control', seq: position, index: position, record: new Uint8Array(1) },
});

const large = (position: number): FeedItem => ({
  position,
  space: id,
  item: { kind: 'control', seq: position, index: position, record: new Uint8Array(300_000) },
});

function make(after = 0): { socket: SlowSocket; connection: Connection; deliver: (...positions: number[]) => void } {
  const socket = new SlowSocket();
  const connection = new Connection({ institution: id, persona: id }, '00', 'token', after, socket);
  const deliver = (...positions: number[]): void => {
    const items = positions.map(item);
    connection.deliver(items, frameOf({ kind: 'items', items }));
  };
  return { socket, connection, deliver };
}

describe('catching up', () => {
  it('holds back what comes meanwhile, and gives nothing twice', async () => {
    const { socket, connection, deliver } = make();
    deliver(2, 3);
    const page = connection.page([item(1), item(2)], 2);
    deliver(4);
    socket.drain();
    await page;
    connection.live();
    expect(socket.sent).toEqual(['1,2', '3,4']);
    deliver(4);
    deliver(4, 5);
    deliver(6);
    expect(socket.sent.slice(2)).toEqual(['5', '6']);
  });
});

describe('catching up with a receiver that reads slowly', () => {
  it('holds back no more than so many bytes: then it is told to fetch', () => {
    const { socket, connection } = make();
    for (const position of [1, 2, 3]) connection.deliver([large(position)], new Uint8Array());
    expect(socket.sent).toEqual([]);
    connection.deliver([large(4)], new Uint8Array());
    connection.live();
    expect(socket.sent).toEqual(['fetch']);
  });
});

describe('a slow receiver', () => {
  it('is told to fetch once, and again for what came after it was told', () => {
    const { socket, connection, deliver } = make();
    connection.live();
    socket.bufferedAmount = 2_000_000;
    deliver(1);
    deliver(2);
    expect(socket.sent).toEqual(['fetch']);
    socket.drain();
    expect(socket.sent).toEqual(['fetch', 'fetch']);
    socket.drain();
    deliver(3);
    expect(socket.sent).toEqual(['fetch', 'fetch', '3']);
  });
});
