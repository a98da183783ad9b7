/**
 * One event to 150 members, 32 events under way: commit, then push, with access log and row-level security, against a bare loop of
 * `send` over WebSockets that keeps nothing. Deliveries per CPU second of the serving process; the database's is beside it in `cpuA`.
 * @module
 */
import { once } from 'node:events';
import { livePath } from '@obhut/protocol/blob.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { liveFrame } from '@obhut/protocol/feed.ts';
import { random, type Someone } from '@obhut/server/testing/builder.ts';
import { WebSocket, type RawData } from 'ws';
import * as z from 'zod/mini';
import { treeCpuSeconds } from '../cpu.ts';
import { measure, type Row, type Side } from '../measure.ts';
import { startProgram } from '../program.ts';
import { Installed } from '../server-client.ts';

const members = 150;
const underWay = 32;
const eventBytes = 1024;
const eventsPerTurn = 1000;
const rounds = 5;

async function connect(
  address: string,
  hello: Uint8Array | null,
  received: (data: RawData) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, 'open');
  socket.on('message', received);
  if (hello !== null) socket.send(hello);
  return socket;
}

/** Counts what arrives; a turn is over when every member has every event. */
class Arrivals {
  #count = 0;
  #awaited: { count: number; done: () => void }[] = [];

  add(events: number): void {
    this.#count += events;
    const reached = this.#awaited.filter(({ count }) => count <= this.#count);
    if (reached.length === 0) return;
    this.#awaited = this.#awaited.filter(({ count }) => count > this.#count);
    for (const { done } of reached) done();
  }

  get count(): number {
    return this.#count;
  }

  until(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve();
    return new Promise((done) => {
      this.#awaited.push({ count, done });
    });
  }
}

/** Sends the turn's events with so many under way, and waits for all deliveries. */
async function turn(arrivals: Arrivals, send: () => Promise<unknown>): Promise<number> {
  const before = arrivals.count;
  let left = eventsPerTurn;
  const sender = async () => {
    while (left-- > 0) await send();
  };
  await Promise.all(Array.from({ length: underWay }, sender));
  await arrivals.until(before + eventsPerTurn * members);
  return eventsPerTurn * members;
}

function bytesOf(data: RawData): Uint8Array {
  if (!Buffer.isBuffer(data)) throw new TypeError('not a frame');
  return new Uint8Array(data);
}

async function obhut(): Promise<Side> {
  const server = await Installed.start(18_201);
  const { builder } = server;
  await server.found();
  const people: Someone[] = Array.from({ length: members }, () => builder.someone());
  const entries = [
    builder.spaceEntry(builder.leadership, 'owner'),
    ...people.map((person) => builder.entry(person, 'reader')),
  ];
  const part = builder.genesis('group', builder.founder.id, builder.leadership, entries);
  const founder = await server.session(builder.founder);
  await server.call('append', { parts: [part] }, founder);
  const { position } = z.object({ position: z.number() }).parse(await server.call('space/list', {}, founder));
  const arrivals = new Arrivals();
  const address = `${server.origin.replace('http', 'ws')}${livePath}`;
  const sockets: WebSocket[] = [];
  for (const person of people) {
    const token = await server.session(person);
    sockets.push(
      await connect(address, encodeCbor({ token, after: position }), (data) => {
        const frame = decodeCbor(liveFrame, bytesOf(data));
        if (frame.kind === 'items') arrivals.add(frame.items.length);
        else throw new Error('a receiver was too slow');
      }),
    );
  }
  const send = () => {
    const event = builder.event(part.space, builder.founder.id, builder.leadership, random(eventBytes));
    return server.call('append', builder.say(part.space, builder.founder.id, builder.leadership, event), founder);
  };
  return {
    turn: () => turn(arrivals, send),
    cpuSeconds: () => treeCpuSeconds(server.program.pid) - treeCpuSeconds(server.databasePid),
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      await server.program.stop();
    },
  };
}

async function bareLoop(): Promise<Side> {
  const port = 18_202;
  const program = await startProgram('ws-loop', port);
  const arrivals = new Arrivals();
  const address = `ws://127.0.0.1:${port}`;
  const sockets: WebSocket[] = [];
  for (let member = 0; member < members; member++) sockets.push(await connect(address, null, () => arrivals.add(1)));
  const sender = await connect(address, null, () => {});
  let sent = arrivals.count;
  const send = async () => {
    sent += members;
    sender.send(random(eventBytes));
    // As many under way as on the other side.
    if (sent - arrivals.count > underWay * members) await arrivals.until(sent - underWay * members);
  };
  return {
    turn: () => turn(arrivals, send),
    cpuSeconds: () => treeCpuSeconds(program.pid),
    stop: async () => {
      for (const socket of [...sockets, sender]) socket.terminate();
      await program.stop();
    },
  };
}

export async function fanOutRows(): Promise<Row[]> {
  return [
    await measure('fan-out, 150 members, 32 under way', 0.6, 'cpu-second', await obhut(), await bareLoop(), rounds),
  ];
}
