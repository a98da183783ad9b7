/**
 * What must hold however appends race: gapless seq and position, a whole chain, nothing missed and nothing twice, and nothing lost.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainStart } from '@obhut/protocol/chain.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FeedItem, LogItem } from '@obhut/protocol/feed.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPersona, type Who } from '../db/query.ts';
import { chainAt } from '../db/items.ts';
import { random, type Someone } from '../testing/builder.ts';
import { dayOfTest, TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

interface Writer {
  someone: Someone;
  token: string;
}

type Founded = Awaited<ReturnType<TestServer['found']>>;

async function writers(founded: Founded, count: number): Promise<Writer[]> {
  const { builder, team, token } = founded;
  const made: Writer[] = [];
  for (let i = 0; i < count; i++) {
    const someone = builder.someone();
    await server.call(
      'append',
      builder.add(team, builder.founder.id, builder.leadership, builder.entry(someone, 'writer')),
      token,
    );
    made.push({ someone, token: await server.session(builder.institution, someone) });
  }
  return made;
}

async function wholeLog(space: Bytes, token: string, limit: number): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for (;;) {
    const page = await server.call('space/log', { space, after: items.at(-1)?.seq ?? 0, limit }, token);
    items.push(...page.items);
    if (!page.more) return items;
  }
}

async function chainHolds(who: Who, space: Bytes, items: readonly LogItem[], authorOfControl: Bytes): Promise<boolean> {
  let chain = chainStart(space);
  for (const item of items) {
    const { kind, seq } = item;
    if (kind === 'event') chain = chainNext(chain, seq, kind, item.author, item.expiry, item.bytes);
    else if (kind === 'control') chain = chainNext(chain, seq, kind, authorOfControl, 0, item.record);
    const stored = await asPersona(server.pool, who, dayOfTest, (db) => chainAt(db, who.institution, space, seq));
    if (stored === null || !equalBytes(stored, chain)) return false;
  }
  return true;
}

/** Reads on while others write, until `done` and nothing more comes. */
async function follow(token: string, limit: number, done: () => boolean): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  let after = 0;
  for (;;) {
    const isLast = done();
    const page = await server.call('feed/read', { after, limit }, token);
    items.push(...page.items);
    after = page.position;
    if (isLast && !page.more) return items;
  }
}

const uptoBy = (items: readonly { position: number }[]): number[] => items.map((item) => item.position);

describe('many writers and readers at once', () => {
  it('everything has its place, once', async () => {
    const plan = fc.record({
      writers: fc.integer({ min: 1, max: 6 }),
      perWriter: fc.integer({ min: 1, max: 12 }),
      pageSize: fc.integer({ min: 1, max: 9 }),
      sizes: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
      repeatEvery: fc.integer({ min: 2, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ writers: many, perWriter, pageSize, sizes, repeatEvery }) => {
        const founded = await server.found();
        const { builder, team, everyone, token } = founded;
        const people = await writers(founded, many);
        let isDone = false;
        const reading = [follow(token, pageSize, () => isDone), follow(people[0]?.token ?? token, 500, () => isDone)];
        const acknowledged = new Map<string, number>();
        const writing = people.map(async ({ someone, token }, w) => {
          for (let i = 0; i < perWriter; i++) {
            const [space, through] = (i + w) % 3 === 0 ? [team, null] : [everyone, team];
            const event = builder.event(space, someone.id, through, random(sizes[i % sizes.length] ?? 1));
            const request = builder.say(space, someone.id, through, event);
            const { seqs } = await server.call('append', request, token);
            const seq = seqs[0]?.[0] ?? -1;
            acknowledged.set(`${toHex(space)} ${seq}`, seq);
            if (i % repeatEvery === 0) expect(await server.call('append', request, token)).toEqual({ seqs });
          }
        });
        await Promise.all(writing);
        isDone = true;
        const feeds = await Promise.all(reading);
        expect(acknowledged.size).toBe(many * perWriter);

        const logs = new Map<string, LogItem[]>();
        const who = { institution: builder.institution, persona: builder.founder.id };
        for (const space of [builder.leadership, team, everyone]) {
          const items = await wholeLog(space, token, pageSize);
          expect(items.map((item) => item.seq)).toEqual(items.map((_, i) => i + 1));
          expect(await chainHolds(who, space, items, builder.founder.id)).toBe(true);
          logs.set(toHex(space), items);
        }
        for (const key of acknowledged.keys()) {
          const [space = '', seq] = key.split(' ');
          expect(logs.get(space)?.some((item) => item.kind === 'event' && item.seq === Number(seq))).toBe(true);
        }
        const total = [...logs.values()].reduce((sum, items) => sum + items.length, 0);
        const [founders, colleagues] = feeds;
        expect(uptoBy(founders ?? [])).toEqual(Array.from({ length: total }, (_, i) => i + 1));
        expect(new Set(uptoBy(colleagues ?? [])).size).toBe(colleagues?.length);
        expect(uptoBy(colleagues ?? [])).toEqual(uptoBy(colleagues ?? []).toSorted((a, b) => a - b));
        for (const { space, item } of colleagues ?? []) {
          expect(logs.get(toHex(space))?.some((known) => known.seq === item.seq && known.kind === item.kind)).toBe(
            true,
          );
        }
      }),
      { numRuns: 6 },
    );
  });

  it('a control record among events: every event stands under the index that it names, or is refused and may be sealed again', async () => {
    const founded = await server.found();
    const { builder, team, everyone, token } = founded;
    const people = await writers(founded, 5);
    let refused = 0;
    const writing = people.map(async ({ someone, token }) => {
      for (let i = 0; i < 15; i++) {
        const id = random(16);
        for (;;) {
          try {
            const event = builder.event(everyone, someone.id, team, random(100), id);
            await server.call('append', builder.say(everyone, someone.id, team, event), token);
            break;
          } catch (error) {
            if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
            refused += 1;
          }
        }
      }
    });
    const changing = async (): Promise<void> => {
      for (let i = 0; i < 8; i++) {
        const request = builder.add(
          everyone,
          builder.founder.id,
          builder.leadership,
          builder.entry(builder.someone(), 'reader'),
        );
        await server.call('append', request, token);
      }
    };
    await Promise.all([...writing, changing()]);
    const items = await wholeLog(everyone, token, 1000);
    let index = -1;
    for (const item of items) {
      if (item.kind === 'control') index += 1;
      expect(item).toMatchObject({ index });
    }
    expect(items.filter((item) => item.kind === 'event')).toHaveLength(75);
    expect(refused).toBeGreaterThanOrEqual(0);
    const who = { institution: builder.institution, persona: builder.founder.id };
    expect(await chainHolds(who, everyone, items, builder.founder.id)).toBe(true);
  });

  it('several institutions in one batch keep apart, and one that is refused refuses nobody else', async () => {
    const all = await Promise.all([server.found(), server.found(), server.found()]);
    const requests = all.flatMap((founded, i) =>
      Array.from({ length: 20 }, (_, k) => {
        const { builder, everyone, token } = founded;
        const event = builder.event(everyone, builder.founder.id, builder.leadership, random(50 + k));
        if (k === i + 5)
          return server.call(
            'append',
            builder.say(everyone, builder.founder.id, builder.leadership, { ...event, epoch: 7 }),
            token,
          );
        return server.call('append', builder.say(everyone, builder.founder.id, builder.leadership, event), token);
      }),
    );
    const results = await Promise.allSettled(requests);
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(3);
    for (const { everyone, token, builder } of all) {
      const items = await wholeLog(everyone, token, 100);
      expect(items.map((item) => item.seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
      const { position } = await server.call('space/list', {}, token);
      expect(position).toBe(25);
      expect(
        await chainHolds(
          { institution: builder.institution, persona: builder.founder.id },
          everyone,
          items,
          builder.founder.id,
        ),
      ).toBe(true);
    }
  });
});
