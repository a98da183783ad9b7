/**
 * Events to many members: commit, then push, with access log and row-level security. 150 members with 32 events under way against a bare loop of
 * `send` over WebSockets, and single events to 1,000 members against a bare loop over sockets; both keep nothing. Deliveries per CPU second of the
 * serving process, without the database's.
 * @module
 */
import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { random } from '@obhut/server/testing/builder.ts';
import type { WebSocket } from 'ws';
import { Arrivals } from '../arrivals.ts';
import { treeCpuSeconds } from '../cpu.ts';
import { connect, LiveMembers } from '../live-members.ts';
import { measure, type Row, type Side } from '../measure.ts';
import { startProgram } from '../program.ts';

const eventBytes = 1024;
const rounds = 5;

interface Crowd {
  members: number;
  underWay: number;
  eventsPerTurn: number;
}

const many: Crowd = { members: 150, underWay: 32, eventsPerTurn: 1000 };
const single: Crowd = { members: 1000, underWay: 1, eventsPerTurn: 100 };

/** Sends the turn's events with so many under way, and waits for all deliveries. */
async function turn(
  { members, underWay, eventsPerTurn }: Crowd,
  arrivals: Arrivals,
  send: () => Promise<unknown>,
): Promise<number> {
  const before = arrivals.count;
  let [left, sent] = [eventsPerTurn, 0];
  const sender = async () => {
    while (left-- > 0) {
      await send();
      sent++;
      // A single event is one that everybody has before the next is sent.
      if (underWay === 1) await arrivals.until(before + sent * members);
    }
  };
  await Promise.all(Array.from({ length: underWay }, sender));
  await arrivals.until(before + eventsPerTurn * members);
  return eventsPerTurn * members;
}

async function obhut(port: number, crowd: Crowd): Promise<Side> {
  const live = await LiveMembers.make(port, crowd.members);
  await live.connectEach();
  return {
    turn: () => turn(crowd, live.arrivals, () => live.send()),
    cpuSeconds: () => live.cpuSeconds(),
    stop: () => live.stop(),
  };
}

async function webSocketLoop(port: number, crowd: Crowd): Promise<Side> {
  const { members, underWay } = crowd;
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
    turn: () => turn(crowd, arrivals, send),
    cpuSeconds: () => treeCpuSeconds(program.pid),
    stop: async () => {
      for (const socket of [...sockets, sender]) socket.terminate();
      await program.stop();
    },
  };
}

async function connected(port: number): Promise<Socket> {
  const socket = connectSocket({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** What arrives in pieces is an event when its last byte is there. */
async function socketLoop(port: number, crowd: Crowd): Promise<Side> {
  const program = await startProgram('socket-loop', port);
  const arrivals = new Arrivals();
  const sockets: Socket[] = [];
  for (let member = 0; member < crowd.members; member++) {
    const socket = await connected(port);
    let bytes = 0;
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      arrivals.add(Math.floor(bytes / eventBytes));
      bytes %= eventBytes;
    });
    sockets.push(socket);
  }
  const sender = await connected(port);
  return {
    turn: () => turn(crowd, arrivals, () => Promise.resolve(sender.write(random(eventBytes)))),
    cpuSeconds: () => treeCpuSeconds(program.pid),
    stop: async () => {
      for (const socket of [...sockets, sender]) socket.destroy();
      await program.stop();
    },
  };
}

export async function fanOutRows(): Promise<Row[]> {
  return [
    await measure(
      `fan-out, ${many.members} members, ${many.underWay} under way`,
      0.6,
      'cpu-second',
      await obhut(18_201, many),
      await webSocketLoop(18_202, many),
      rounds,
    ),
    await measure(
      `fan-out, ${single.members} members, single events`,
      0.6,
      'cpu-second',
      await obhut(18_201, single),
      await socketLoop(18_202, single),
      rounds,
    ),
  ];
}
