/**
 * What an append is refused for, and that nothing of it is left behind.
 * @module
 */
import type { AppendItem } from '@obhut/protocol/append.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { decodeRecord, encodeBody, encodeRecord } from '@obhut/protocol/records.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Builder, random, type Someone } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
let colleague: Someone;
let colleagueToken: string;
let guest: Someone;
let guestToken: string;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

async function enter(space: Bytes, role: 'reader' | 'writer'): Promise<Someone> {
  const { builder, token } = founded;
  const someone = builder.someone();
  await server.call(
    'append',
    builder.add(space, builder.founder.id, builder.leadership, builder.entry(someone, role)),
    token,
  );
  return someone;
}

beforeEach(async () => {
  founded = await server.found();
  const { builder, team, everyone } = founded;
  colleague = await enter(team, 'writer');
  guest = await enter(everyone, 'reader');
  colleagueToken = await server.session(builder.institution, colleague);
  guestToken = await server.session(builder.institution, guest);
});

const say = (token: string, space: Bytes, ...items: AppendItem[]) =>
  server.call('append', { parts: [{ space, index: founded.builder.state(space).hashes.length, items }] }, token);

describe('an event', () => {
  it('that names another author, an old index, a wrong hash, epoch, bucket or expiry', async () => {
    const { builder, everyone, team } = founded;
    const good = builder.event(everyone, colleague.id, team);
    const wrong: [Partial<typeof good>, string][] = [
      [{ author: builder.founder.id }, 'refused'],
      [{ index: good.index - 1 }, 'conflict'],
      [{ index: good.index + 1 }, 'conflict'],
      [{ hash: random(32) }, 'conflict'],
      [{ epoch: good.epoch + 1 }, 'conflict'],
      [{ bucket: random(16) }, 'refused'],
      [{ expiry: builder.today + 5 }, 'refused'],
      [{ through: null }, 'not-found'],
      [{ through: { space: team, index: 99, hash: random(32) } }, 'conflict'],
    ];
    for (const [change, code] of wrong) {
      await expect(say(colleagueToken, everyone, { ...good, ...change })).rejects.toMatchObject({ code });
    }
    await expect(say(guestToken, everyone, builder.event(everyone, guest.id, null))).rejects.toMatchObject({
      code: 'refused',
    });
    expect(await say(colleagueToken, everyone, good)).toEqual({ seqs: [[4]] });
  });

  it('of whoever was removed meanwhile, also through an old head of the team', async () => {
    const { builder, everyone, team, token } = founded;
    const old = builder.event(everyone, colleague.id, team);
    await server.call('append', builder.remove(team, builder.founder.id, builder.leadership, colleague.id), token);
    await expect(say(colleagueToken, everyone, old)).rejects.toMatchObject({ code: 'not-found' });
    await expect(say(colleagueToken, team, builder.event(team, colleague.id, null))).rejects.toMatchObject({
      code: 'not-found',
    });
    const { spaces } = await server.call('space/list', {}, colleagueToken);
    expect(spaces).toEqual([]);
  });

  it('in a space that one does not read looks like one in a space that is not there', async () => {
    const { builder, everyone, token } = founded;
    const part = builder.genesis('conversation', builder.founder.id, builder.leadership, [
      builder.entry(builder.founder, 'admin'),
    ]);
    await server.call('append', { parts: [part] }, token);
    const event = builder.event(part.space, guest.id, null);
    for (const space of [part.space, random(16)]) {
      const request = { parts: [{ space, index: 2, items: [event] }] };
      await expect(server.call('append', request, guestToken)).rejects.toMatchObject({
        code: 'not-found',
        detail: undefined,
      });
      const control = {
        ...request,
        parts: [{ space, index: 2, items: [event, builder.event(everyone, guest.id, null)] }],
      };
      await expect(server.call('append', control, guestToken)).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});

describe('a request over several spaces', () => {
  it('is stored whole or not at all', async () => {
    const { builder, everyone, team } = founded;
    const before = await server.call('space/list', {}, colleagueToken);
    const parts = [
      { space: team, index: builder.state(team).hashes.length, items: [builder.event(team, colleague.id, null)] },
      { space: everyone, index: 1, items: [builder.event(everyone, colleague.id, team)] },
    ];
    await expect(server.call('append', { parts }, colleagueToken)).rejects.toMatchObject({ code: 'conflict' });
    const after = await server.call('space/list', {}, colleagueToken);
    expect(after).toEqual(before);
  });

  it('two that cross each other both come through, or one is told of a conflict', async () => {
    const { builder, everyone, team, token } = founded;
    const request = (author: Someone, through: Bytes | null, spaces: Bytes[]) => ({
      parts: spaces.map((space) => ({
        space,
        index: builder.state(space).hashes.length,
        items: [builder.event(space, author.id, space === team && author === colleague ? null : through)],
      })),
    });
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        i % 2 === 0
          ? server.call('append', request(colleague, team, [team, everyone]), colleagueToken)
          : server.call('append', request(builder.founder, builder.leadership, [everyone, team]), token),
      ),
    );
    const seqs = results.flatMap((result, i) => (i % 2 === 0 ? result.seqs[0] : result.seqs[1]) ?? []);
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => 4 + i));
  });
});

describe('a control record', () => {
  it('of another signer, another day, or without the right', async () => {
    const { builder, everyone, team, token } = founded;
    const add = () =>
      builder.add(everyone, builder.founder.id, builder.leadership, builder.entry(builder.someone(), 'reader'));
    const state = builder.state(everyone);
    const request = add();
    await expect(server.call('append', request, colleagueToken)).rejects.toMatchObject({
      code: 'refused',
      detail: 'signer',
    });
    await expect(server.call('append', request, guestToken)).rejects.toMatchObject({ code: 'refused' });
    server.clock.forward(3 * 86_400_000);
    const late = await server.session(builder.institution, builder.founder);
    await expect(server.call('append', request, late)).rejects.toMatchObject({ code: 'refused', detail: 'day' });
    server.clock.forward(-3 * 86_400_000);
    builder.states.set(toHex(everyone), state);
    await server.call('append', add(), token);
    // A writer of the team who writes what an admin may: as the founder's record, but for who signs.
    const index = builder.state(team).hashes.length;
    const [item] =
      builder.add(team, builder.founder.id, builder.leadership, builder.entry(builder.someone(), 'reader')).parts[0]
        ?.items ?? [];
    const { body } = decodeRecord(item?.kind === 'control' ? item.record : new Uint8Array(0));
    const record = encodeRecord(encodeBody({ ...body, signer: colleague.id, through: null }), new Uint8Array(64));
    const inTeam = { parts: [{ space: team, index, items: [{ kind: 'control' as const, record }] }] };
    await expect(server.call('append', inTeam, colleagueToken)).rejects.toMatchObject({
      code: 'refused',
      detail: 'right',
    });
  });

  it('two for the same index: one is stored', async () => {
    const { builder, everyone, token } = founded;
    const state = builder.state(everyone);
    const requests = Array.from({ length: 5 }, () => {
      builder.states.set(toHex(everyone), state);
      return builder.add(everyone, builder.founder.id, builder.leadership, builder.entry(builder.someone(), 'reader'));
    });
    const results = await Promise.allSettled(requests.map((request) => server.call('append', request, token)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'conflict' });
  });

  it('a false `seen`', async () => {
    const { builder, everyone, token } = founded;
    const request = builder.add(
      everyone,
      builder.founder.id,
      builder.leadership,
      builder.entry(builder.someone(), 'reader'),
      {
        seq: 2,
        chain: random(32),
      },
    );
    await expect(server.call('append', request, token)).rejects.toMatchObject({ code: 'conflict', detail: 'seen' });
  });
});

/** Into `everyone` and a group. */
async function letter() {
  const { builder, everyone, team, token } = founded;
  const invite = { ...builder.someone(), id: random(16) };
  const spaces = [everyone];
  const group = builder.genesis('group', builder.founder.id, builder.leadership, [
    builder.spaceEntry(builder.leadership, 'owner'),
    builder.spaceEntry(team, 'admin'),
  ]);
  await server.call('append', { parts: [group] }, token);
  spaces.push(group.space);
  const member = { ...builder.entry(invite, 'reader', builder.today + 30), class: 'invite' as const };
  const parts = spaces.map((space) =>
    builder.part(space, () => [
      builder.record(space, builder.founder.id, builder.leadership, { type: 'invite', member, grants: 'reader' }),
    ]),
  );
  await server.call('append', { parts }, token);
  return { invite, spaces, token: await server.session(builder.institution, invite) };
}

describe('a letter', () => {
  it('reads at once, writes nothing, and is claimed in all its spaces or in none', async () => {
    const { builder, everyone } = founded;
    const { invite, spaces, token } = await letter();
    const read = await server.call('space/log', { space: everyone, after: 0, limit: 100 }, token);
    expect(read.items.length).toBeGreaterThan(2);
    const persona = builder.someone();
    const claim = (space: Bytes) =>
      builder.part(space, () => [
        { kind: 'key', bytes: persona.kem },
        builder.record(space, invite.id, null, {
          type: 'claim',
          invite: invite.id,
          member: builder.entry(persona, 'reader'),
          proof: new Uint8Array(64),
        }),
      ]);
    const states = new Map(builder.states);
    const [first] = spaces;
    if (first === undefined) throw new RangeError('no space');
    const partial = { parts: [claim(first)] };
    await expect(server.call('append', partial, token)).rejects.toMatchObject({
      code: 'refused',
      detail: 'claim-incomplete',
    });
    for (const [key, state] of states) builder.states.set(key, state);
    await server.call('append', { parts: spaces.map(claim) }, token);
    await expect(server.call('space/log', { space: everyone, after: 0, limit: 1 }, token)).rejects.toMatchObject({
      code: 'not-found',
    });
    const session = await server.session(builder.institution, persona);
    const { spaces: heads } = await server.call('space/list', {}, session);
    expect(
      heads
        .filter((head) => head.access === 'full')
        .map((head) => toHex(head.space))
        .sort(),
    ).toEqual(spaces.map(toHex).sort());
    const { keys } = await server.call('key/read', { hashes: [hash(persona.kem), random(32)] }, session);
    expect(keys).toEqual([persona.kem]);
  });
});

describe('a code for founding', () => {
  it('is good once, for a fortnight, and for one request', async () => {
    const [code, late] = [await server.foundingCode(), await server.foundingCode()];
    const found = (code: string, parts = new Builder(founded.builder.today).founding().parts) =>
      server.call('institution/found', { code, append: { parts } });
    await expect(found('AAAAA-AAAAA-AAAAA-AAAAA')).rejects.toMatchObject({ code: 'refused', detail: 'code' });
    const { parts } = new Builder(founded.builder.today).founding();
    const answers = await Promise.allSettled([
      found(code, parts),
      found(code.toLowerCase().replaceAll('-', ' '), parts),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled']);
    await expect(found(code)).rejects.toMatchObject({ code: 'refused', detail: 'code' });
    await expect(found(await server.foundingCode(), parts)).rejects.toMatchObject({ code: 'conflict' });
    server.clock.forward(15 * 86_400_000);
    await expect(found(late)).rejects.toMatchObject({ code: 'refused', detail: 'code' });
    server.clock.forward(-15 * 86_400_000);
  });
});
