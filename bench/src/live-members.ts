/**
 * A server with one group, whose members are all connected and take whatever comes.
 * @module
 */
import { once } from 'node:events';
import { livePath } from '@obhut/protocol/blob.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { liveFrame } from '@obhut/protocol/feed.ts';
import { random, type Someone } from '@obhut/server/testing/builder.ts';
import { WebSocket, type RawData } from 'ws';
import * as z from 'zod/mini';
import { Arrivals } from './arrivals.ts';
import { treeCpuSeconds } from './cpu.ts';
import { Installed } from './server-client.ts';

const listed = z.object({ position: z.number() });
const eventBytes = 1024;

export async function connect(
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

function bytesOf(data: RawData): Uint8Array {
  if (!Buffer.isBuffer(data)) throw new TypeError('not a frame');
  return new Uint8Array(data);
}

export class LiveMembers {
  readonly arrivals = new Arrivals();
  readonly #server: Installed;
  readonly #space: Uint8Array<ArrayBuffer>;
  readonly #founder: string;
  readonly #members: readonly Someone[];
  readonly #position: number;
  readonly #sockets: WebSocket[] = [];

  /** None of them is connected yet. */
  static async make(port: number, count: number): Promise<LiveMembers> {
    const server = await Installed.start(port);
    const { builder } = server;
    await server.found();
    const members = Array.from({ length: count }, () => builder.someone());
    const entries = [
      builder.spaceEntry(builder.leadership, 'owner'),
      ...members.map((member) => builder.entry(member, 'reader')),
    ];
    const part = builder.genesis('group', builder.founder.id, builder.leadership, entries);
    const founder = await server.session(builder.founder);
    await server.call('append', { parts: [part] }, founder);
    const { position } = listed.parse(await server.call('space/list', {}, founder));
    return new LiveMembers({ server, members, position, space: part.space, founder });
  }

  private constructor(parts: {
    server: Installed;
    members: readonly Someone[];
    position: number;
    space: Uint8Array<ArrayBuffer>;
    founder: string;
  }) {
    this.#server = parts.server;
    this.#members = parts.members;
    this.#position = parts.position;
    this.#space = parts.space;
    this.#founder = parts.founder;
  }

  get pid(): number {
    return this.#server.program.pid;
  }

  /** One more device of each member, in a session of its own. */
  async connectEach(): Promise<void> {
    const address = `${this.#server.origin.replace('http', 'ws')}${livePath}`;
    for (const member of this.#members) {
      const token = await this.#server.session(member);
      this.#sockets.push(
        await connect(address, encodeCbor({ token, after: this.#position }), (data) => {
          const frame = decodeCbor(liveFrame, bytesOf(data));
          if (frame.kind === 'items') this.arrivals.add(frame.items.length);
          else throw new Error('a receiver was too slow');
        }),
      );
    }
  }

  /** Resolves when it is committed. */
  send(): Promise<unknown> {
    const { builder } = this.#server;
    const event = builder.event(this.#space, builder.founder.id, builder.leadership, random(eventBytes));
    return this.#server.call(
      'append',
      builder.say(this.#space, builder.founder.id, builder.leadership, event),
      this.#founder,
    );
  }

  /** Of the serving process, without the database's. */
  cpuSeconds(): number {
    return treeCpuSeconds(this.pid) - treeCpuSeconds(this.#server.databasePid);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await this.#server.program.stop();
  }
}
