/**
 * People with devices of their own at an honest server in memory, each through the {@link Client} port.
 * @module
 */
import type { FactEnvelope, Model } from '@obhut/domain/kernel/model.ts';
import { memoryHomes, MemoryRooms } from '../account/rooms-memory.ts';
import type { Client, NewSpaceDraft } from '../client.ts';
import { createClient, type StartedClient } from '../client/create-client.ts';
import type { ClientParts } from '../client/client-parts.ts';
import type { MemoryStore } from '../store/memory.ts';
import { MemoryServer } from '../transport/memory/server.ts';

/** Every text of a space, as a feature's model would fold it. */
const notes: Model<string[]> = {
  name: 'notes',
  empty: [],
  types: ['note/said@1'],
  fold: (state, fact) => {
    const body: unknown = fact.body;
    const isNote = typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string';
    return isNote ? { result: 'applied', state: [...state, String(body.text)] } : { result: 'invalid', state };
  },
  expire: (state) => state,
};

/** The files of every event. */
const files: Model<ReadonlyMap<string, FactEnvelope['files']>> = {
  name: 'files',
  empty: new Map(),
  types: ['note/said@1'],
  fold: (state, fact) => ({ result: 'applied', state: new Map([...state, [fact.id, fact.files]]) }),
  expire: (state) => state,
};

export function note(text: string): NewSpaceDraft {
  return { type: 'note/said@1', body: { text }, expiry: 0, notify: 'none' };
}

export class DeviceOf {
  readonly transport: ReturnType<MemoryServer['transport']>;
  readonly parts: ClientParts;
  client: StartedClient | null = null;

  /** What it stores. */
  readonly rooms: MemoryRooms;

  constructor(server: MemoryServer, today: () => number) {
    const rooms = new MemoryRooms();
    this.rooms = rooms;
    this.transport = server.transport();
    this.parts = {
      transport: this.transport,
      homes: memoryHomes(rooms),
      deviceName: 'Testgerät',
      clock: { now: () => today() * 86_400_000, today },
      models: [notes, files],
      cleaner: (content, name) => Promise.resolve({ content, name, mediaType: 'application/pdf', thumbnail: null }),
    };
  }

  /** Of the one account that it has. */
  get store(): MemoryStore {
    const [store] = this.rooms.stores.values();
    if (store === undefined) throw new Error('no account');
    return store;
  }

  /** As if the page were loaded anew. */
  async start(): Promise<StartedClient> {
    this.client = await createClient(this.parts);
    return this.client;
  }
}

export function texts(client: Client, kind: string): string[] {
  const spaces = client.snapshot().institution?.spaces.filter((space) => space.kind === kind) ?? [];
  return spaces.flatMap(({ id }) => {
    const state = client.states().get('notes')?.get(id);
    return Array.isArray(state) ? state.map(String) : [];
  });
}

export function spaceOf(client: Client, kind: string): string {
  const id = client.snapshot().institution?.spaces.find((space) => space.kind === kind)?.id;
  if (id === undefined) throw new Error(`no ${kind}`);
  return id;
}

export function world() {
  const today = { day: 20_000 };
  const server = new MemoryServer({ today: () => today.day });
  return { server, today, device: () => new DeviceOf(server, () => today.day) };
}

export async function founded(device: DeviceOf, code: string): Promise<StartedClient> {
  const leader = await device.start();
  await leader.register('leitung', 'correct horse battery');
  await leader.found({ code, facts: [note('Lindenhof')] });
  return leader;
}
