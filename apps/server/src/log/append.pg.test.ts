/**
 * Appends against a real database: what is stored, what is refused, and what is answered again.
 * @module
 */
import { equalBytes, toHex } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

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
});
