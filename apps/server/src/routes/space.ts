/**
 * Reading spaces: heads, logs, the feed, and the keys beside them. Each answer with content has its row in the access log first.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { contentLength, type FeedItem } from '@obhut/protocol/feed.ts';
import type { FastifyInstance } from 'fastify';
import type { Access } from '../audit/access-log.ts';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';

type Row = Omit<Access, 'who'>;

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}

/** One row per space. */
function rowsOfFeed(items: readonly FeedItem[], requestId: string): Row[] {
  const spaces = new Map<string, { space: Bytes; call: string; bytes: number; requestId: string }>();
  for (const { space, item } of items) {
    const row = spaces.get(toHex(space)) ?? { space, call: 'feed/read', bytes: 0, requestId };
    row.bytes += contentLength(item);
    spaces.set(toHex(space), row);
  }
  return [...spaces.values()];
}

export function registerSpaces(app: FastifyInstance, services: Services): void {
  const { reader, accessLog } = services;
  onCall(app, 'space/list', smallBody, async (_request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.spaces(who);
    await accessLog.record(who, [{ space: null, call: 'space/list', bytes: 0, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'space/log', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.log(who, request);
    const bytes = sum(answer.items.map(contentLength));
    await accessLog.record(who, [{ space: request.space, call: 'space/log', bytes, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'space/chain', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.chain(who, request);
    await accessLog.record(who, [{ space: request.space, call: 'space/chain', bytes: 0, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'space/boxes', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.boxes(who, request);
    const bytes = sum(answer.boxes.map((box) => box.bytes.length));
    await accessLog.record(who, [{ space: request.space, call: 'space/boxes', bytes, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'space/keys', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.keysOf(who, request);
    const rows = answer.keys.map(({ space, boxes, entries }) => ({
      space,
      call: 'space/keys',
      bytes: sum([...boxes, ...entries].map(({ bytes }) => bytes.length)),
      requestId: raw.id,
    }));
    await accessLog.record(who, rows);
    return answer;
  });
  onCall(app, 'space/entries', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.entries(who, request);
    const bytes = sum(answer.entries.map((entry) => entry.bytes.length));
    await accessLog.record(who, [{ space: request.space, call: 'space/entries', bytes, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'key/read', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.keys(who, request);
    const bytes = sum(answer.keys.map((key) => key.length));
    await accessLog.record(who, [{ space: null, call: 'key/read', bytes, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'key/ask', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    await accessLog.record(who, [{ space: request.space, call: 'key/ask', bytes: 0, requestId: raw.id }]);
    await reader.ask(who, request);
    return {};
  });
  onCall(app, 'key/asks', smallBody, async (_request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.asks(who);
    await accessLog.record(who, [{ space: null, call: 'key/asks', bytes: 0, requestId: raw.id }]);
    return answer;
  });
  onCall(app, 'key/confirm', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    await reader.confirm(who, request);
    const row = { call: 'key/confirm', bytes: 0, requestId: raw.id };
    await accessLog.record(
      who,
      request.places.map(({ space }) => ({ space, ...row })),
    );
    return {};
  });
  onCall(app, 'feed/read', smallBody, async (request, raw) => {
    const who = await personaOf(services, raw);
    const answer = await reader.feed(who, request);
    await accessLog.record(who, rowsOfFeed(answer.items, raw.id));
    return answer;
  });
}
