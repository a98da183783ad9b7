/**
 * A room of Matrix: one sender, and a new Megolm session shared with every device by Olm, after somebody has left. Keys of Curve25519, not
 * hybrid. The homeserver's part (keeping and handing out keys) is done here.
 * @module
 */
import {
  DeviceId,
  DeviceLists,
  EncryptionSettings,
  HistoryVisibility,
  initAsync,
  OlmMachine,
  RequestType,
  RoomId,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import * as z from 'zod/mini';
import type { Rekeyed, Rekeying } from '../rekeying.ts';

const deviceName = 'DEVICE';
const keysById = z.record(z.string(), z.unknown());
const upload = z.object({ device_keys: z.optional(z.unknown()), one_time_keys: z.optional(keysById) });
const claim = z.object({ one_time_keys: z.record(z.string(), keysById) });
const toDevice = z.object({ messages: z.record(z.string(), z.record(z.string(), z.unknown())) });

interface Member {
  user: string;
  machine: OlmMachine;
  deviceKeys: unknown;
  oneTimeKeys: [string, unknown][];
}

const idOf = (index: number) => `@member${index}:bench.example`;
const idsOf = (members: readonly Member[]) => members.map(({ user }) => new UserId(user));

async function member(index: number): Promise<Member> {
  const user = idOf(index);
  const machine = await OlmMachine.initialize(new UserId(user), new DeviceId(deviceName));
  const made: Member = { user, machine, deviceKeys: null, oneTimeKeys: [] };
  for (const request of await machine.outgoingRequests()) {
    if (request.type !== RequestType.KeysUpload || request.id === undefined) continue;
    const body = upload.parse(JSON.parse(request.body));
    made.deviceKeys = body.device_keys;
    made.oneTimeKeys = Object.entries(body.one_time_keys ?? {});
    const counts = { one_time_key_counts: { signed_curve25519: made.oneTimeKeys.length } };
    await machine.markRequestAsSent(request.id, request.type, JSON.stringify(counts));
  }
  return made;
}

/** The sender learns every device's keys, and opens an Olm session to each. */
async function meet(sender: Member, others: readonly Member[]): Promise<void> {
  await sender.machine.updateTrackedUsers(idsOf(others));
  const query = sender.machine.queryKeysForUsers(idsOf(others));
  const known = Object.fromEntries(others.map(({ user, deviceKeys }) => [user, { [deviceName]: deviceKeys }]));
  await sender.machine.markRequestAsSent(query.id, query.type, JSON.stringify({ device_keys: known, failures: {} }));
  const missing = await sender.machine.getMissingSessions(idsOf(others));
  if (missing === undefined || missing === null) throw new Error('nobody to meet');
  const wanted = Object.keys(claim.parse(JSON.parse(missing.body)).one_time_keys);
  const handedOut = Object.fromEntries(
    others
      .filter(({ user }) => wanted.includes(user))
      .map(({ user, oneTimeKeys }) => [user, { [deviceName]: Object.fromEntries(oneTimeKeys.splice(0, 1)) }]),
  );
  const answer = { one_time_keys: handedOut, failures: {} };
  await sender.machine.markRequestAsSent(missing.id, missing.type, JSON.stringify(answer));
}

/** What the reader's share of the to-device messages is, as a sync brings it. */
function eventsFor(reader: Member, sender: Member, bodies: readonly string[]): string {
  const contents = bodies.flatMap((body) => toDevice.parse(JSON.parse(body)).messages[reader.user]?.[deviceName] ?? []);
  return JSON.stringify(contents.map((content) => ({ type: 'm.room.encrypted', sender: sender.user, content })));
}

function encryptionSettings(): EncryptionSettings {
  const settings = new EncryptionSettings();
  settings.historyVisibility = HistoryVisibility.Joined;
  return settings;
}

/** `size`: members before the first removal, the sender among them. Every round one more has left. */
export async function megolm(size: number): Promise<Rekeying> {
  await initAsync();
  const members = await Promise.all(Array.from({ length: size }, (_, index) => member(index)));
  const [sender, reader] = members;
  if (sender === undefined || reader === undefined) throw new RangeError('two members at least');
  await meet(sender, members.slice(1));
  const room = new RoomId('!room:bench.example');
  const share = async (with_: readonly Member[]): Promise<string[]> => {
    await sender.machine.invalidateGroupSession(room);
    const requests = await sender.machine.shareRoomKey(room, idsOf(with_), encryptionSettings());
    for (const { id, type } of requests) await sender.machine.markRequestAsSent(id, type, '{}');
    return requests.map(({ body }) => body);
  };
  const read = async (events: string): Promise<void> => {
    const counts = new Map([['signed_curve25519', 50]]);
    const processed = await reader.machine.receiveSyncChanges(events, new DeviceLists(), counts, new Set());
    if (processed.length !== 1) throw new Error('the reader got no key');
  };
  // The sessions stay one-way, as in a room where one writes: Olm repeats the beginning of a session until it is answered.
  await read(eventsFor(reader, sender, await share(members.slice(1))));
  return {
    name: 'Megolm',
    rekey: async (): Promise<Rekeyed> => {
      members.pop();
      const others = members.slice(1);
      const start = performance.now();
      const bodies = await share(others);
      const ms = performance.now() - start;
      const events = eventsFor(reader, sender, bodies);
      const readStart = performance.now();
      await read(events);
      const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
      return { ms, bytes, readMs: performance.now() - readStart, readBytes: Buffer.byteLength(events) };
    },
    stop: () => {
      for (const { machine } of members) machine.close();
    },
  };
}
