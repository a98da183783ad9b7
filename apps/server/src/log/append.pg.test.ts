/**
 * Appends against a real database: what is stored, what is refused, and what is answered again.
 * @module
 */
import { kemKeyBytes } from '@obhut/protocol/append.ts';
import { equalBytes, toHex } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';
import { Appender } from './append.ts';
import { memoryFanOut, type Committed } from './fan-out.ts';
import { States } from './states.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe('founding', () => {
  it('makes the institution, and answers the same request the same again', async () => {
    const { builder, everyone, team, token } = await server.found();
    const { spaces, position } = await server.call('space/list', {}, token);
    expect(spaces.map((head) => toHex(head.space)).sort()).toEqual(
      [builder.leadership, team, everyone].map(toHex).sort(),
    );
    expect(spaces.every((head) => head.access === 'full' && head.index === 2 && head.seq === 2)).toBe(true);
    expect(position).toBe(6);
    const { items } = await server.call('space/log', { space: everyone, after: 0, limit: 1 }, token);
    expect(items).toHaveLength(1);
  });
});

describe('events', () => {
  it('are stored once, whatever comes again', async () => {
    const { builder, everyone, token } = await server.found();
    const { founder, leadership } = builder;
    const event = builder.event(everyone, founder.id, leadership);
    const request = builder.say(everyone, founder.id, leadership, event);
    const first = await server.call('append', request, token);
    expect(first).toEqual({ seqs: [[3]] });
    expect(await server.call('append', request, token)).toEqual(first);
    const log = await server.call('space/log', { space: everyone, after: 2, limit: 10 }, token);
    expect(log.items).toHaveLength(1);
    expect(log.items[0]?.kind === 'event' && equalBytes(log.items[0].bytes, event.bytes)).toBe(true);
    const two = builder.say(
      everyone,
      founder.id,
      leadership,
      event,
      builder.event(everyone, founder.id, leadership, random(100)),
    );
    expect(await server.call('append', two, token)).toEqual({ seqs: [[3, 4]] });
  });

  it('stand where they stand, whoever asks with what else', async () => {
    const { builder, everyone, team, token } = await server.found();
    const { founder, leadership } = builder;
    const [first, second] = [founder.id, founder.id].map((id) => builder.event(everyone, id, leadership));
    if (first === undefined || second === undefined) throw new RangeError('no events');
    await server.call('append', builder.say(everyone, founder.id, leadership, first), token);
    const index = builder.state(everyone).hashes.length;
    const elsewhere = builder.say(team, founder.id, leadership).parts;
    const key = { kind: 'key' as const, bytes: random(kemKeyBytes) };
    const { parts } = { parts: [{ space: everyone, index, items: [key, second, first] }, ...elsewhere] };
    expect(await server.call('append', { parts }, token)).toEqual({ seqs: [[4, 3], [3]] });
    // All of it stands: nothing is left to be stored.
    const same = {
      parts: parts.map((part) => ({ ...part, items: part.items.filter(({ kind }) => kind === 'event') })),
    };
    expect(await server.call('append', same, token)).toEqual({ seqs: [[4, 3], [3]] });
    const { items } = await server.call('space/log', { space: everyone, after: 2, limit: 10 }, token);
    expect(items.map((item) => item.kind)).toEqual(['event', 'event']);
  });
});

it('a control record has a place as an event has, and what stands beside the log has none', async () => {
  const { builder, team, everyone, token } = await server.found();
  const { founder, leadership } = builder;
  const event = builder.event(everyone, founder.id, leadership);
  const parts = [
    builder.part(team, () => builder.rekey(team, founder.id, leadership)),
    ...builder.say(everyone, founder.id, leadership, event).parts,
  ];
  expect(parts[0]?.items.map(({ kind }) => kind)).toEqual(['control', 'key', 'box', 'entry']);
  expect(await server.call('append', { parts }, token)).toEqual({ seqs: [[3], [3]] });
});

const begun = () => {
  const told: Committed[] = [];
  const fanOut = memoryFanOut();
  fanOut.subscribe((batch) => told.push(...batch));
  return { appender: new Appender(server.pool, new States(), server.clock, fanOut), told };
};

describe('a process that has just begun', () => {
  it('knows of no space, and stores and tells as one that has run for long', async () => {
    const { builder, everyone, team, token } = await server.found();
    const colleague = builder.someone();
    const { founder, leadership, institution } = builder;
    await server.call('append', builder.add(team, founder.id, leadership, builder.entry(colleague, 'writer')), token);
    const who = { institution, persona: colleague.id };
    const event = builder.event(everyone, colleague.id, team);
    const single = builder.say(everyone, colleague.id, team, event);
    for (const { appender, told } of [begun(), begun()]) {
      // The second time it stands already.
      expect(await appender.append(who, single)).toEqual({ seqs: [[3]] });
      await appender.idle();
      expect(appender.waiting).toBe(0);
      expect(told.length).toBeLessThanOrEqual(1);
    }
    const { appender, told } = begun();
    const parts = [builder.say(team, colleague.id, null), builder.say(everyone, colleague.id, team)].flatMap(
      (request) => request.parts,
    );
    expect(await appender.append(who, { parts })).toEqual({ seqs: [[4], [4]] });
    const through = { institution, persona: founder.id };
    const items = [builder.say(everyone, founder.id, leadership), builder.say(team, founder.id, leadership)];
    for (const request of items) expect(await appender.append(through, request)).toEqual({ seqs: [[5]] });
    const spaces = told.map((committed) =>
      committed.items.map(({ space, item }) => [toHex(space), item.kind, item.seq]),
    );
    expect(spaces).toEqual([
      [
        [toHex(team), 'event', 4],
        [toHex(everyone), 'event', 4],
      ],
      [[toHex(everyone), 'event', 5]],
      [[toHex(team), 'event', 5]],
    ]);
  });

  it('refuses as one that has run for long', async () => {
    const { builder, everyone, team } = await server.found();
    const { founder, leadership, institution } = builder;
    const single = builder.say(everyone, founder.id, leadership);
    const twice = { parts: [...single.parts, ...builder.say(team, founder.id, leadership).parts] };
    const elsewhere = await server.found();
    const strangers = [
      { institution, persona: random(16) },
      { institution: random(16), persona: founder.id },
      { institution: elsewhere.builder.institution, persona: elsewhere.builder.founder.id },
    ];
    for (const request of [single, twice])
      for (const who of strangers)
        await expect(begun().appender.append(who, request)).rejects.toMatchObject({ code: 'not-found' });
    const index = builder.state(everyone).hashes.length;
    for (const wrong of [index - 1, index + 1]) {
      const parts = single.parts.map((part) => ({ ...part, index: wrong }));
      await expect(begun().appender.append({ institution, persona: founder.id }, { parts })).rejects.toMatchObject({
        code: 'conflict',
        detail: 'index',
      });
    }
  });

  it('tries four times where it knows more than is stored, and then says so', async () => {
    const { builder, everyone, team } = await server.found();
    const { founder, leadership, institution } = builder;
    const two = [builder.say(everyone, founder.id, leadership), builder.say(team, founder.id, leadership)];
    const parts = two.flatMap((request) => request.parts);
    const states = new States();
    builder.add(everyone, founder.id, leadership, builder.entry(builder.someone(), 'reader'));
    states.put(builder.state(everyone));
    const connected = vi.spyOn(server.pool, 'connect');
    const appender = new Appender(server.pool, states, server.clock, memoryFanOut());
    const answer = appender.append({ institution, persona: founder.id }, { parts });
    await expect(answer).rejects.toMatchObject({ code: 'conflict', detail: 'busy' });
    expect(connected).toHaveBeenCalledTimes(4);
    connected.mockRestore();
  });

  it('passes on what no client has caused', async () => {
    const { builder, everyone, team } = await server.found();
    const { founder, leadership, institution } = builder;
    const deaf = memoryFanOut();
    deaf.subscribe(() => {
      throw new RangeError('nobody hears it');
    });
    const appender = new Appender(server.pool, new States(), server.clock, deaf);
    const two = [builder.say(everyone, founder.id, leadership), builder.say(team, founder.id, leadership)];
    const answer = appender.append({ institution, persona: founder.id }, { parts: two.flatMap(({ parts }) => parts) });
    await expect(answer).rejects.toThrow('nobody hears it');
  });
});
