/**
 * Whoever is in many spaces reads them in a few calls, and reads the same as by one call for each.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { spaceEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer } from '../testing/forge.ts';
import { rejections, spaceOf, stops, texts, utterance } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';
import type { Transport } from './transport.ts';

const wardCount = 20;

/** By name of the call, how often it was made. */
function counting(transport: Transport): { transport: Transport; calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const counted: Transport = {
    origin: transport.origin,
    call: (name, request, token) => {
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return transport.call(name, request, token);
    },
    putBlob: (place, offset, bytes, token) => transport.putBlob(place, offset, bytes, token),
    getBlob: (place, offset, token) => transport.getBlob(place, offset, token),
    live: (token, after, listener) => transport.live(token, after, listener),
  };
  return { transport: counted, calls };
}

export function manySpacesContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`many spaces on ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;
    let wards: Bytes[];

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      const [{ leadership }, team] = [plan, spaceOf(leader, 'team')];
      const made = await leader.write((act) =>
        Array.from({ length: wardCount }, () => {
          const ward = act.genesis('ward', leadership, [spaceEntry(leadership, 'owner'), spaceEntry(team, 'admin')]);
          act.rekey(ward, [null]);
          return ward;
        }),
      );
      wards = made.result;
      for (const ward of wards.slice(0, 3)) await leader.say(ward, utterance(`in ${toHex(ward)}`));
    });

    test('a new device reads all of them in a few calls', async () => {
      const { transport, calls } = counting(server.transport);
      const device = peerOf(plan, { ...server, transport });
      await device.refresh();
      expect(wards.map((ward) => texts(device, ward))).toEqual(wards.map((ward) => texts(leader, ward)));
      expect(texts(device, wards[0] ?? randomBytes(16))).toHaveLength(1);
      expect([...stops(device), ...rejections(device)]).toEqual([]);
      expect(wards.every((ward) => device.institution.replica(ward)?.keys.epoch(1) !== null)).toBe(true);
      expect(Object.fromEntries(calls)).toEqual({
        'session/challenge': 1,
        'session/open': 1,
        'space/list': 1,
        'feed/read': 1,
        'space/keys': 1,
      });
    });

    test('and what others have rekeyed in a few more', async () => {
      const who = newcomer(leader);
      const team = spaceOf(leader, 'team');
      await leader.write((act) => planAdd(act, team, who.entry('writer'), who.keys.kem));
      const { transport, calls } = counting(server.transport);
      const teacher = peerOf(plan, { ...server, transport }, who);
      await teacher.refresh();
      await leader.write((act) => {
        for (const ward of wards) act.rekey(ward, [null]);
      });
      calls.clear();
      await teacher.refresh();
      expect(wards.every((ward) => teacher.institution.replica(ward)?.keys.epoch(2) !== null)).toBe(true);
      expect(Object.fromEntries(calls)).toEqual({ 'space/list': 1, 'feed/read': 1, 'space/keys': 1 });
    });

    test('one call for many places says what one for each says, and nothing of what is not read', async () => {
      const [ward = randomBytes(16), second = randomBytes(16)] = wards;
      const unknown = randomBytes(16);
      const places = [ward, unknown, second].map((space) => ({ space, epoch: 1 }));
      const { keys } = await leader.session.call('space/keys', { places });
      expect(keys.map(({ space }) => toHex(space))).toEqual([ward, second].map(toHex));
      for (const { space, epoch, boxes, entries } of keys) {
        expect({ boxes }).toEqual(await leader.session.call('space/boxes', { space, epoch }));
        expect({ entries }).toEqual(await leader.session.call('space/entries', { space, epoch }));
        expect(boxes.length).toBeGreaterThan(0);
        expect(entries.length).toBeGreaterThan(0);
      }
      const stranger = newcomer(leader);
      await leader.write((act) => planAdd(act, second, stranger.entry('reader'), stranger.keys.kem));
      const peer = peerOf(plan, server, stranger);
      const answer = await peer.session.call('space/keys', { places });
      expect(answer.keys.map(({ space }) => toHex(space))).toEqual([toHex(second)]);
      expect(answer.keys.flatMap(({ boxes }) => boxes.map(({ member }) => toHex(member)))).toEqual([
        toHex(stranger.id),
      ]);
    });
  });
}
