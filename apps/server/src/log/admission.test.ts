/**
 * What an append may be, rule by rule, as the server judges it before it asks its database to store anything.
 * @module
 */
import { admit, type Admission, type Ground, type Refusal } from '@obhut/protocol/admission.ts';
import type { AppendItem, AppendPart, AppendRequest } from '@obhut/protocol/append.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { chainStart } from '@obhut/protocol/chain.ts';
import { noticeDays } from '@obhut/protocol/expiry.ts';
import { seedEntryId } from '@obhut/protocol/ids.ts';
import { decodeRecord, encodeBody, encodeRecord, type BodyOf, type RecordBody } from '@obhut/protocol/records.ts';
import { headIndex } from '@obhut/protocol/state.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Builder, random } from '../testing/builder.ts';
import { teamHouse, today } from '../testing/team-house.ts';

let { house, team, everyone, colleague, founder, root } = teamHouse();
beforeEach(() => {
  ({ house, team, everyone, colleague, founder, root } = teamHouse());
});

/** What is stored by now; what is said later is not. */
function stored(changed: Partial<Ground> = {}): Ground {
  const states = new Map(house.states);
  return {
    today,
    institution: { id: house.institution, leadership: root },
    state: (space) => states.get(toHex(space)),
    chainAt: (space, seq) => Promise.resolve(seq === 0 ? chainStart(space) : null),
    spacesOf: () => Promise.resolve([]),
    ...changed,
  };
}

const oneOf = (space: Bytes, ...items: AppendItem[]): AppendRequest => ({
  parts: [{ space, index: house.states.get(toHex(space))?.hashes.length ?? 0, items }],
});

const refused = (code: Refusal['code'], detail: string): Admission => ({ refusal: { code, detail } });

type Adding = BodyOf<'add'>;

/** A record that adds somebody to `space`, as its body says. */
function adding(space: Bytes): { body: Adding; index: number } {
  const way = space === root ? null : root;
  const { parts } = house.add(space, founder, way, house.entry(house.someone(), 'reader'));
  const [item] = parts[0]?.items ?? [];
  const body = item?.kind === 'control' ? decodeRecord(item.record).body : null;
  if (body?.type !== 'add') throw new TypeError('it adds nobody');
  return { body, index: headIndex(house.state(space)) };
}

function control(space: Bytes, index: number, body: RecordBody): AppendRequest {
  const record = encodeRecord(encodeBody(body), new Uint8Array(64));
  return { parts: [{ space, index, items: [{ kind: 'control', record }] }] };
}

/** What becomes of one who is added to `space` by a record of another body. */
function judged(space: Bytes, change: Partial<Adding>, ground?: Partial<Ground>): Promise<Admission> {
  const before = stored(ground);
  const { body, index } = adding(space);
  return admit(control(space, index, { ...body, ...change }), founder, before);
}

const nothing = (): Ground => ({ ...stored(), institution: null, state: () => undefined });

describe('a founding', () => {
  it('is of whoever its first genesis says', async () => {
    const other = new Builder(today);
    const request = other.founding();
    const admission = await admit(request, null, nothing());
    const parts = 'parts' in admission ? admission.parts : [];
    expect(parts.map(({ before }) => before)).toEqual([undefined, undefined, undefined]);
    expect(parts.map(({ after }) => after)).toEqual(request.parts.map(({ space }) => other.state(space)));
    const [genesis, , , rekey] = parts[0]?.writes ?? [];
    expect([genesis, rekey]).toMatchObject([
      { kind: 'control', index: 0, author: other.founder.id },
      { kind: 'control', index: 1, author: other.founder.id },
    ]);
    expect(parts[0]?.writes.map(({ kind }) => kind)).toEqual(request.parts[0]?.items.map(({ kind }) => kind));
  });

  it('begins with a genesis, and nothing else is asked for by nobody', async () => {
    const [first] = new Builder(today).founding().parts;
    const without = { parts: [{ space: root, index: 0, items: first?.items.slice(1) ?? [] }] };
    expect(await admit(without, null, nothing())).toEqual(refused('not-found', 'space'));
    expect(await admit(oneOf(everyone), null, stored())).toEqual(refused('refused', 'genesis'));
  });
});

describe('a control record', () => {
  it('is one', async () => {
    const later = encodeRecord(encodeCbor({ type: 'of a later version' }), new Uint8Array(64));
    for (const record of [random(40), later])
      expect(await admit(oneOf(everyone, { kind: 'control', record }), founder, stored())).toEqual(
        refused('malformed', 'record'),
      );
  });

  it('is of today, give or take a day, and of whoever sends it', async () => {
    for (const day of [today - 1, today, today + 1])
      expect(await judged(everyone, {}, { today: day })).toHaveProperty('parts');
    for (const day of [today - 2, today + 2])
      expect(await judged(everyone, {}, { today: day })).toEqual(refused('refused', 'day'));
    expect(await judged(everyone, { signer: colleague.id })).toEqual(refused('refused', 'signer'));
  });

  it('has seen what stands, if it says so', async () => {
    const chain = random(32);
    const ground = { chainAt: (_: Bytes, seq: number) => Promise.resolve(seq === 7 ? chain : null) };
    expect(await judged(everyone, { seen: { seq: 7, chain } }, ground)).toHaveProperty('parts');
    for (const seen of [
      { seq: 7, chain: random(32) },
      { seq: 8, chain },
    ])
      expect(await judged(everyone, { seen }, ground)).toEqual(refused('conflict', 'seen'));
  });

  it('names the newest heads, and none that is not there yet', async () => {
    const { body, index } = adding(everyone);
    house.states.set(toHex(everyone), {
      ...house.state(everyone),
      hashes: house.state(everyone).hashes.slice(0, index),
    });
    const request = control(everyone, index, body);
    expect(await admit(request, founder, stored())).toHaveProperty('parts');
    adding(root);
    expect(await admit(request, founder, stored())).toEqual(refused('conflict', 'heads'));

    const newest = headIndex(house.state(root));
    const others = body.heads.filter(({ space }) => toHex(space) !== toHex(root));
    const heads = (at: number) => [...others, { space: root, index: at, hash: random(32) }];
    expect(await judged(everyone, { heads: heads(newest + 1) })).toEqual(refused('conflict', 'heads'));
    expect(await judged(everyone, { heads: heads(newest) })).toEqual(refused('conflict', 'wrong-head'));
    expect(await judged(everyone, { heads: others })).toEqual(refused('refused', 'heads-missing'));
  });

  it('ends an institution with notice, and any other space at once', async () => {
    const ending = async (space: Bytes, on: number) => {
      const [before, index, stands] = [stored(), house.state(space).hashes.length, house.state(space)];
      const way = space === root ? null : root;
      const item = house.record(space, founder, way, { type: 'retire', on });
      house.states.set(toHex(space), stands);
      return admit({ parts: [{ space, index, items: [item] }] }, founder, before);
    };
    expect(await ending(root, today + noticeDays - 1)).toEqual(refused('refused', 'notice'));
    expect(await ending(root, today + noticeDays)).toHaveProperty('parts');
    for (const space of [team, everyone]) expect(await ending(space, today)).toHaveProperty('parts');
    // Nothing else has.
    expect(await judged(root, {})).toHaveProperty('parts');
  });
});

describe('a request', () => {
  it('names each space once, at its place in the log, and one that is there or begins', async () => {
    const ground = stored();
    const part: AppendPart = { space: everyone, index: house.state(everyone).hashes.length, items: [] };
    expect(await admit({ parts: [part, part] }, founder, ground)).toEqual(refused('malformed', 'space-twice'));
    expect(await admit({ parts: [part] }, founder, ground)).toMatchObject({ parts: [{ space: everyone, writes: [] }] });
    for (const index of [part.index - 1, part.index + 1])
      expect(await admit({ parts: [{ ...part, index }] }, founder, ground)).toEqual(refused('conflict', 'index'));
    const elsewhere = { ...part, space: random(16) };
    for (const index of [0, 1])
      expect(await admit({ parts: [{ ...elsewhere, index }] }, founder, ground)).toEqual(refused('not-found', 'space'));
    const early = { ...elsewhere, index: 0, items: [house.event(everyone, founder, root)] };
    expect(await admit({ parts: [early] }, founder, ground)).toEqual(refused('not-found', 'space'));
  });

  it('tells whoever has no part in a space no more than that there is none', async () => {
    const ground = stored();
    for (const knows of [founder, colleague.id])
      expect(await admit(oneOf(everyone), knows, ground)).toHaveProperty('parts');
    for (const nobody of [random(16), house.someone().id, everyone, team])
      expect(await admit(oneOf(everyone), nobody, ground)).toEqual(refused('not-found', 'space'));
    // Of the leadership's space the team is no member.
    expect(await admit(oneOf(root), colleague.id, ground)).toEqual(refused('not-found', 'space'));
  });

  it('of whoever is expelled is told the same, in the space itself and through another', async () => {
    const guest = house.someone();
    house.add(everyone, founder, root, house.entry(guest, 'writer'));
    const before = stored();
    for (const { id } of [colleague, guest]) {
      expect(await admit(oneOf(everyone), id, before)).toHaveProperty('parts');
      house.record(root, founder, null, { type: 'expel', persona: id });
    }
    for (const { id } of [colleague, guest])
      expect(await admit(oneOf(everyone), id, stored())).toEqual(refused('not-found', 'space'));
    expect(await admit(oneOf(team), colleague.id, stored())).toEqual(refused('not-found', 'space'));
    expect(await admit(oneOf(everyone), founder, stored())).toHaveProperty('parts');
  });

  it('claims a letter in every space where it is a member', async () => {
    const letter = { ...house.someone(), id: random(16) };
    const member = { ...house.entry(letter, 'reader', today + 30), class: 'invite' as const };
    const owner = house.spaceEntry(root, 'owner');
    const { space: group } = house.genesis('group', founder, root, [owner]);
    const spaces = [everyone, group];
    for (const space of spaces) house.record(space, founder, root, { type: 'invite', member, grants: 'reader' });
    const ground = stored({ spacesOf: (id) => Promise.resolve(toHex(id) === toHex(letter.id) ? spaces : []) });
    const claimer = house.entry(house.someone(), 'reader');
    const proof = new Uint8Array(64);
    const claims = spaces.map((space) =>
      house.part(space, () => [
        house.record(space, letter.id, null, { type: 'claim', invite: letter.id, member: claimer, proof }),
      ]),
    );
    // Whatever else is in the request claims nothing.
    const words = { space: random(16), index: 0, items: [] };
    for (const some of [claims.slice(0, 1), claims.slice(1)])
      expect(await admit({ parts: some }, letter.id, ground)).toEqual(refused('refused', 'claim-incomplete'));
    expect(await admit({ parts: claims }, letter.id, ground)).toHaveProperty('parts');
    expect(await admit({ parts: [...claims, words] }, letter.id, ground)).toEqual(refused('not-found', 'space'));
  });
});

const epoch = 1;
const box = (member: Bytes, change: object = {}): AppendItem => ({
  kind: 'box',
  epoch,
  member,
  bytes: random(40),
  ...change,
});
const entry = (bucket: Bytes, change: object = {}): AppendItem => ({
  kind: 'entry',
  epoch,
  bucket,
  bytes: random(72),
  ...change,
});
const put = (item: AppendItem, day = today) => admit(oneOf(everyone, item), founder, stored({ today: day }));
const bucketOf = (space: Bytes): Bytes => [...house.state(space).buckets.values()][0]?.id ?? random(16);

const putSeed = (space: Bytes, epoch: number) =>
  admit(oneOf(space, entry(seedEntryId(space, epoch))), founder, stored());

describe('keys', () => {
  it('are boxed to who is a member, in the epoch that is', async () => {
    for (const member of [root, team])
      expect(await put(box(member))).toMatchObject({ parts: [{ writes: [{ kind: 'box' }] }] });
    expect(await put(box(team, { epoch: 2 }))).toEqual(refused('conflict', 'epoch'));
    expect(await put(box(colleague.id))).toEqual(refused('refused', 'not-a-member'));
  });

  it('are boxed until the day after one has left', async () => {
    const helper = house.someone();
    house.add(everyone, founder, root, house.entry(helper, 'reader', today));
    expect(await put(box(helper.id), today + 1)).toHaveProperty('parts');
    expect(await put(box(helper.id), today + 2)).toEqual(refused('refused', 'not-a-member'));
  });

  it('open buckets that there are, and no longer than they count', async () => {
    const last = today + 2;
    const bucket = random(16);
    house.record(everyone, founder, root, {
      type: 'keyring',
      epoch,
      buckets: [{ id: bucket, until: last, hash: random(32) }],
    });
    for (const known of [bucketOf(everyone), bucket]) expect(await put(entry(known))).toHaveProperty('parts');
    expect(await put(entry(bucket, { epoch: 2 }))).toEqual(refused('conflict', 'epoch'));
    expect(await put(entry(random(16)))).toEqual(refused('refused', 'bucket'));
    expect(await put(entry(bucket), last + 1)).toHaveProperty('parts');
    expect(await put(entry(bucket), last + 2)).toEqual(refused('refused', 'bucket'));
  });

  it('of an inner space say what it was boxed with, and of an outer one there is nothing to say', async () => {
    for (const space of [root, team]) {
      expect(await putSeed(space, epoch)).toHaveProperty('parts');
      expect(await putSeed(space, epoch + 1)).toEqual(refused('refused', 'bucket'));
    }
    expect(await putSeed(everyone, epoch)).toEqual(refused('refused', 'bucket'));
    expect(await put({ kind: 'key', bytes: random(8) })).toHaveProperty('parts');
  });
});
