/**
 * What every way to an honest server must do, asked through the port alone; appends are the ones that members really write.
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { AppendPart } from '@obhut/protocol/append.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainStart } from '@obhut/protocol/chain.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { decodeRecord } from '@obhut/protocol/records.ts';
import { sessionContext } from '@obhut/protocol/routes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Act } from '../authoring/act.ts';
import { keyedEntry } from '../authoring/entries.ts';
import type { Peer } from '../engine/peer.ts';
import { planAudience } from '../plans/audience.ts';
import { planInvite } from '../plans/invite.ts';
import { spaceOf, utterance } from '../testing/world.ts';
import {
  eventIn,
  feedOf,
  founding,
  listening,
  logOf,
  peerOf,
  place,
  type ContractServer,
} from './institution.contract.ts';

export function transportContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`transport contract: ${name}`, () => {
    let server: ContractServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      const request = { code: server.foundingCode, append: plan.request };
      await server.transport.call('institution/found', request, null);
      leader = peerOf(plan, server);
      await leader.refresh();
    });

    const append = (...parts: AppendPart[]) => leader.session.call('append', { parts });

    /** Somebody who is in `everyone` and a group by a letter, which they have not claimed. */
    async function letter(groups: readonly Bytes[] = []): Promise<Peer> {
      const seed = randomBytes(32);
      const invitee = { id: randomBytes(16), keys: memberKeys('invite', seed), until: server.today + 1 };
      const spaces = [spaceOf(leader, 'everyone'), ...groups];
      await leader.write((act) => planInvite(act, spaceOf(leader, 'team'), spaces, invitee, [utterance('letter')]));
      const reader = peerOf(plan, server, { id: invitee.id, keys: invitee.keys });
      await reader.refresh();
      return reader;
    }

    const group = () =>
      leader.write((act) => planAudience(act, 'group', spaceOf(leader, 'team'), [utterance('group')]));

    test('founding: the same request again gets the same answer, another one does not get the code', async () => {
      const again = { code: server.foundingCode, append: plan.request };
      const answer = await server.transport.call('institution/found', again, null);
      expect(answer.seqs).toHaveLength(plan.request.parts.length);
      expect(await server.transport.call('institution/found', again, null)).toEqual(answer);
      const other = { code: server.foundingCode, append: founding(server.today).request };
      await expect(server.transport.call('institution/found', other, null)).rejects.toMatchObject({ code: 'refused' });
      const unknown = { ...other, code: 'NO-SUCH-CODE' };
      await expect(server.transport.call('institution/found', unknown, null)).rejects.toMatchObject({
        code: 'refused',
      });
    });

    test('a session takes a signature over a nonce that is good once, by the key of a member', async () => {
      const { transport } = server;
      const who = { institution: plan.institution, persona: plan.self.id };
      const signed = async (as = who, origin = transport.origin) => {
        const { nonce } = await transport.call('session/challenge', as, null);
        const context = sessionContext(as.institution, as.persona, nonce, origin);
        return { ...as, nonce, signature: signCtx(plan.self.keys.sign, ...context) };
      };
      const good = await signed();
      expect((await transport.call('session/open', good, null)).token.length).toBeGreaterThanOrEqual(16);
      const refused = { code: 'unauthenticated' };
      await expect(transport.call('session/open', good, null)).rejects.toMatchObject(refused);
      const stranger = await signed({ ...who, persona: randomBytes(16) });
      await expect(transport.call('session/open', stranger, null)).rejects.toMatchObject(refused);
      const elsewhere = await signed(who, 'https://elsewhere.example');
      await expect(transport.call('session/open', elsewhere, null)).rejects.toMatchObject(refused);
      await expect(transport.call('space/list', {}, null)).rejects.toMatchObject(refused);
      await expect(transport.call('space/list', {}, 'a token that never was')).rejects.toMatchObject(refused);
    });

    test('a log is gapless, and its chain is the protocol’s', async () => {
      const space = spaceOf(leader, 'everyone');
      await leader.say(space, utterance('second'));
      const { items, more } = await logOf(leader, space);
      expect(more).toBe(false);
      expect(items.map((item) => item.seq)).toEqual(items.map((_, i) => i + 1));
      let chain = chainStart(space);
      for (const item of items) {
        if (item.kind === 'gone') expect.unreachable('nothing is over');
        chain =
          item.kind === 'event'
            ? chainNext(chain, item.seq, 'event', item.author, item.expiry, item.bytes)
            : chainNext(chain, item.seq, 'control', decodeRecord(item.record).body.signer, 0, item.record);
      }
      expect(leader.institution.replica(space)?.seen).toEqual({ seq: items.length, chain });
      const page = await leader.session.call('space/log', { space, after: 1, limit: 1 });
      expect(page).toEqual({ items: items.slice(1, 2), more: true });
    });

    test('an event stands at its seq; said again it is answered with the first', async () => {
      const space = spaceOf(leader, 'everyone');
      const { part, event } = eventIn(leader, space, server.today);
      const first = await append(part);
      const { items } = await logOf(leader, space);
      expect(first.seqs).toEqual([[items.length]]);
      expect(items.at(-1)).toMatchObject({ kind: 'event', event: event.event, bytes: event.bytes });
      expect(await append(part)).toEqual(first);
      const again = {
        ...part,
        items: [{ ...event, bytes: randomBytes(600) }, ...eventIn(leader, space, server.today).part.items],
      };
      expect((await append(again)).seqs).toEqual([[items.length, items.length + 1]]);
      expect((await logOf(leader, space)).items).toHaveLength(items.length + 1);
    });

    test('what is out of date is a conflict, and nothing of the request is stored', async () => {
      const [space, team] = [spaceOf(leader, 'everyone'), spaceOf(leader, 'team')];
      const before = await leader.session.call('space/list', {});
      const good = eventIn(leader, team, server.today).part;
      const { part, event } = eventIn(leader, space, server.today);
      const conflict = { code: 'conflict' };
      await expect(append(good, { ...part, index: part.index - 1 })).rejects.toMatchObject(conflict);
      await expect(append(good, { ...part, index: part.index + 1 })).rejects.toMatchObject(conflict);
      const wrongHash = { ...part, items: [{ ...event, hash: randomBytes(32) }] };
      await expect(append(good, wrongHash)).rejects.toMatchObject(conflict);
      const act = leader.act();
      act.rekey(space, [null]);
      const [rekey] = act.request.parts;
      if (rekey === undefined) throw new RangeError('no part');
      await append(rekey);
      await expect(append(good, rekey)).rejects.toMatchObject(conflict);
      await expect(append(good, part)).rejects.toMatchObject(conflict);
      const after = await leader.session.call('space/list', {});
      const seqs = ({ spaces }: typeof after) => new Map(spaces.map((head) => [toHex(head.space), head.seq]));
      expect(seqs(after)).toEqual(seqs(before).set(toHex(space), (seqs(before).get(toHex(space)) ?? 0) + 1));
    });

    test('a record that names a head that is not the log’s is a conflict', async () => {
      const team = spaceOf(leader, 'team');
      const forked = leader.act();
      forked.rekey(team, [null]);
      const space = planAudience(forked, 'group', team, [utterance('group')]);
      const onFork = forked.request.parts.filter((part) => toHex(part.space) === toHex(space));
      const other = leader.act();
      other.rekey(team, [null]);
      // The fork's head is beyond the log first, and then another record stands in its place.
      await expect(append(...onFork)).rejects.toMatchObject({ code: 'conflict', detail: 'heads' });
      await append(...other.request.parts);
      await expect(append(...onFork)).rejects.toMatchObject({ code: 'conflict', detail: 'wrong-head' });
      await expect(logOf(leader, space)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('forbidden looks like unknown', async () => {
      const { result: space } = await group();
      const reader = await letter();
      const unknown = randomBytes(16);
      const notFound = { code: 'not-found' };
      for (const asked of [space, unknown]) {
        await expect(logOf(reader, asked)).rejects.toMatchObject(notFound);
        await expect(reader.session.call('space/boxes', { space: asked, epoch: 1 })).rejects.toMatchObject(notFound);
        await expect(reader.session.call('space/entries', { space: asked, epoch: 1 })).rejects.toMatchObject(notFound);
        const { part } = eventIn(leader, space, server.today);
        const forged = { parts: [{ ...part, space: asked }] };
        await expect(reader.session.call('append', forged)).rejects.toMatchObject(notFound);
      }
    });

    test('a letter reads its spaces whole, the logs of levels 0 and 1 without their events, nothing else, and writes nothing', async () => {
      const [{ result: in_ }, { result: out }] = [await group(), await group()];
      const reader = await letter([in_]);
      const { spaces } = await reader.session.call('space/list', {});
      const access = new Map(spaces.map((head) => [toHex(head.space), head.access]));
      expect(access.get(toHex(in_))).toBe('full');
      expect(access.get(toHex(spaceOf(leader, 'everyone')))).toBe('full');
      expect(access.get(toHex(plan.leadership))).toBe('control');
      expect(access.has(toHex(out))).toBe(false);
      expect((await feedOf(reader, 1000)).filter((item) => toHex(item.space) === toHex(out))).toEqual([]);
      const team = spaceOf(leader, 'team');
      await leader.say(team, utterance('among us'));
      expect((await logOf(leader, team)).items.map((item) => item.kind)).toContain('event');
      expect((await logOf(reader, team)).items.map((item) => item.kind)).not.toContain('event');
      expect((await reader.session.call('space/entries', { space: team, epoch: 1 })).entries).toEqual([]);
      const { part, event } = eventIn(leader, in_, server.today);
      const own = { ...part, items: [{ ...event, author: reader.institution.self.id, through: null }] };
      await expect(reader.session.call('append', { parts: [own] })).rejects.toMatchObject({ code: 'refused' });
      await expect(reader.session.call('append', { parts: [part] })).rejects.toMatchObject({ code: 'refused' });
    });

    test('a letter is found by its id, once it is written', async () => {
      const reader = await letter();
      const found = await server.transport.call('letter/locate', { invite: reader.institution.self.id }, null);
      expect(found).toEqual({ institution: plan.institution, leadership: plan.leadership });
      const unknown = server.transport.call('letter/locate', { invite: randomBytes(16) }, null);
      await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
    });

    test('whoever is removed reads no more', async () => {
      const { result: space } = await group();
      const keys = memberKeys('persona', randomBytes(32));
      const id = memberId('persona', plan.institution, keys.sign.publicKey, keys.kem.hash);
      const enter = (act: Act) => {
        act.publish(space, keys.kem);
        act.record(space, 'add', () => ({ member: keyedEntry(id, 'persona', 'reader', keys, null) }));
      };
      await leader.write(enter);
      const member = peerOf(plan, server, { id, keys });
      expect((await logOf(member, space)).items.length).toBeGreaterThan(0);
      await leader.write((act) => act.record(space, 'remove', () => ({ member: id })));
      await expect(logOf(member, space)).rejects.toMatchObject({ code: 'not-found' });
      const fresh = peerOf(plan, server, { id, keys });
      await expect(fresh.session.token()).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('boxes go to their members, entries to readers, keys by their hash', async () => {
      const reader = await letter();
      const space = spaceOf(leader, 'everyone');
      const epoch = leader.institution.replica(space)?.state?.epochs.at(-1)?.epoch ?? 0;
      const boxesOf = async (peer: Peer) => (await peer.session.call('space/boxes', { space, epoch })).boxes;
      const mine = await boxesOf(reader);
      expect(mine.map((box) => toHex(box.member))).toEqual([toHex(reader.institution.self.id)]);
      const leaders = (await boxesOf(leader)).map((box) => toHex(box.member));
      expect(leaders).toContain(toHex(plan.leadership));
      expect(leaders).not.toContain(toHex(reader.institution.self.id));
      expect((await reader.session.call('space/entries', { space, epoch })).entries.length).toBeGreaterThan(0);
      const hashes = [randomBytes(32), plan.self.keys.kem.hash];
      const { keys } = await reader.session.call('key/read', { hashes });
      expect(keys).toEqual([plan.self.keys.kem.publicKey]);
    });

    test('a box that lies there is never overwritten by its uploader’s second', async () => {
      const reader = await letter();
      const space = spaceOf(leader, 'everyone');
      const state = leader.institution.replica(space)?.state;
      const epoch = state?.epochs.at(-1)?.epoch ?? 0;
      const boxes = () => reader.session.call('space/boxes', { space, epoch });
      const before = await boxes();
      const garbage = { kind: 'box' as const, epoch, member: reader.institution.self.id, bytes: randomBytes(64) };
      const answer = await append({ space, index: state?.hashes.length ?? 0, items: [garbage] });
      expect(answer).toEqual({ seqs: [[]] });
      expect(await boxes()).toEqual(before);
    });

    test('the feed has everything readable, once and in order, however it is paged', async () => {
      await group();
      await leader.say(spaceOf(leader, 'everyone'), utterance('more'));
      const whole = await feedOf(leader, 1000);
      expect((await feedOf(leader, 2)).map(place)).toEqual(whole.map(place));
      expect(whole.map((item) => item.position)).toEqual(whole.map((item) => item.position).toSorted((a, b) => a - b));
      const { spaces, position } = await leader.session.call('space/list', {});
      expect(whole.at(-1)?.position).toBe(position);
      for (const { space, seq } of spaces) {
        const own = whole.filter((item) => toHex(item.space) === toHex(space));
        expect(own.map((item) => item.item.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
      }
    });

    test('the live connection brings what was missed, then what comes, each once', async () => {
      const known = await feedOf(leader, 1000);
      const from = known.at(-3)?.position ?? 0;
      const live = await listening(leader, from);
      await live.until(2);
      expect(live.items).toEqual(known.filter((item) => item.position > from));
      const space = spaceOf(leader, 'everyone');
      await append(eventIn(leader, space, server.today).part);
      await append(eventIn(leader, space, server.today).part);
      await live.until(4);
      live.close();
      const later = (await feedOf(leader, 1000)).filter((item) => item.position > from);
      expect(live.items).toEqual(later);
    });

    test('a live connection without a session is closed', async () => {
      const closed = await new Promise((resolve) => {
        server.transport.live('a token that never was', 0, {
          frame: () => resolve('frame'),
          closed: () => resolve('closed'),
        });
      });
      expect(closed).toBe('closed');
    });
  });
}
